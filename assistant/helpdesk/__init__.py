"""The enquiry desk: a citizen's mail in, a reply draft with sources out, checked and approved by an officer."""
