"""The elements of a document (条例 Art. 9): that they are there, and how they are written."""
