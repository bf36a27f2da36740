"""The pages of the national reference, one module per noun."""
