"""Questions with their right answers, and the invented shop that they are asked about."""
