# Expected: Blocks of type "mutual_auth" are not expected here.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = "arn"

  default_action {
    type = "forward"
  }

  mutual_auth {
    mode = "verify"
  }
}
