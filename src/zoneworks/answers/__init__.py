"""The conference and its deployment pack, the monthly bulletin and the answer sheet."""
