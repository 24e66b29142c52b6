"""The synthetic demo shop "Lumen & Leaf 光叶家居": feedback, glossary, policies, all invented."""
