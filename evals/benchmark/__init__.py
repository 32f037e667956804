"""The assistant beside the plain LangChain stack, measured in one run on one machine."""
