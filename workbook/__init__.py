"""The plan: its parameters, the model that answers it, and the workbooks that carry it."""
