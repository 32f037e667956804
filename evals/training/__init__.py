"""What is learnt from examples and questions, so that it can be learnt again when they have changed."""
