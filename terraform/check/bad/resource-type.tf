# Expected: The provider hashicorp/aws does not support resource type "aws_subnett". Did you mean "aws_subnet"?
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_subnett" "this" {
  cidr_block = "10.0.1.0/24"
}
