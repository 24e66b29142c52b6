"""Personal data in free text: what identifies a person or an order, found and masked."""
