# Expected: There is no function named "cidrsubnets4".
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_subnet" "this" {
  vpc_id     = "vpc-1"
  cidr_block = cidrsubnets4("10.0.0.0/16", 8)[0]
}
