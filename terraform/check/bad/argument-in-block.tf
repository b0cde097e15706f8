# Expected: An argument named "ignore_client_certificate_expiri" is not expected here. Did you mean "ignore_client_certificate_expiry"?
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

  mutual_authentication {
    mode                             = "verify"
    ignore_client_certificate_expiri = false
  }
}
