mock_provider "aws" {
  source = "../mocks"
}

run "everything" {}
