mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name                  = "treasury-plane"
  vpc_id                = "vpc-0123456789abcdef0"
  subnet_id             = "subnet-0123456789abcdef0"
  availability_zone     = "us-east-1a"
  instance_profile_name = "treasury-plane-instance"
  data_kms_key_arn      = "arn:aws:kms:us-east-1:123456789012:key/data"
  secrets_kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/secrets"
  logs_kms_key_arn      = "arn:aws:kms:us-east-1:123456789012:key/logs"
  hostname              = "plane.agency.gov"
  card_hostname         = "piv.plane.agency.gov"

  release = {
    bucket = "releases"
    key    = "treasury-plane-1.0.0-x86_64-linux-postgres"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}

run "host" {
  assert {
    condition     = aws_instance.this.metadata_options[0].http_tokens == "required" && aws_instance.this.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Metadata must be given by token only."
  }

  assert {
    condition     = aws_instance.this.root_block_device[0].encrypted && aws_instance.this.root_block_device[0].kms_key_id == var.data_kms_key_arn && aws_ebs_volume.data.encrypted && aws_ebs_volume.data.kms_key_id == var.data_kms_key_arn && aws_ebs_volume.data.type == "gp3"
    error_message = "Both disks must be encrypted with our key."
  }

  assert {
    condition     = aws_instance.this.associate_public_ip_address == false && aws_eip_association.this[0].instance_id == aws_instance.this.id
    error_message = "The host must have its fixed address only."
  }

  assert {
    condition     = aws_instance.this.disable_api_termination && aws_instance.this.monitoring && aws_instance.this.iam_instance_profile == "treasury-plane-instance" && aws_instance.this.vpc_security_group_ids == toset([aws_security_group.host.id])
    error_message = "The host must have its role and group, and not be ended by a slip."
  }

  assert {
    condition     = aws_volume_attachment.data.volume_id == aws_ebs_volume.data.id && aws_volume_attachment.data.instance_id == aws_instance.this.id && aws_ebs_volume.data.final_snapshot
    error_message = "What lasts must be on a volume of its own that leaves a snapshot."
  }
}

run "groups" {
  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.https) == ["0.0.0.0/0"] && alltrue([for it in aws_vpc_security_group_ingress_rule.https : it.from_port == 443 && it.to_port == 443 && it.ip_protocol == "tcp" && it.security_group_id == aws_security_group.host.id])
    error_message = "The host must be open on port 443 only."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.database.referenced_security_group_id == aws_security_group.host.id && aws_vpc_security_group_ingress_rule.database.security_group_id == aws_security_group.database.id && aws_vpc_security_group_ingress_rule.database.from_port == 5432 && aws_vpc_security_group_ingress_rule.database.to_port == 5432
    error_message = "The database must be open to the host on port 5432 only."
  }
}

run "user_data" {
  assert {
    condition     = length(output.user_data) < 16384 && startswith(output.user_data, "#cloud-config\n")
    error_message = "EC2 takes 16 KB."
  }

  assert {
    condition     = contains([for it in yamldecode(output.user_data).write_files : it.path], "/etc/treasury-plane/treasury-plane.toml") && yamldecode(output.user_data).runcmd == [["/usr/local/sbin/treasury-plane-set-up"]]
    error_message = "The description of the host must be YAML that writes the configuration and sets the host up."
  }

  assert {
    condition     = alltrue([for it in yamldecode(output.user_data).write_files : can(regex("^0[0-7]{3}$", it.permissions)) && length(it.content) > 0])
    error_message = "Every file must have content and say who may read it."
  }

  assert {
    condition     = can(jsondecode(one([for it in yamldecode(output.user_data).write_files : it.content if endswith(it.path, ".json")])))
    error_message = "The configuration of the CloudWatch agent must be JSON."
  }

  assert {
    condition     = strcontains(output.user_data, var.release.sha256) && strcontains(output.user_data, "sha256sum --check")
    error_message = "The release must be what was chosen."
  }

  assert {
    condition     = strcontains(output.user_data, "mode = \"native\"") && strcontains(output.user_data, "host = \"piv.plane.agency.gov\"")
    error_message = "The host must ask for cards itself."
  }

  assert {
    condition     = !can(regex("(?i)(password|secret_key|private_key) *=", output.user_data))
    error_message = "Everybody on the host can read this: no secrets."
  }
}

run "largest_user_data" {
  variables {
    database   = { host = "cluster.example.us-east-1.rds.amazonaws.com", port = 5432, name = "treasury_plane" }
    backup_to  = { bucket = "files" }
    use_fips   = true
    extra_toml = format("[mail]\nfrom_name = \"%3000s\"", "x")
  }

  assert {
    condition     = can(yamldecode(output.user_data)) && length(output.user_data) < 16384
    error_message = "With every option and some settings of the agency's own, the description must still fit."
  }
}

run "without_cards" {
  variables {
    card_hostname = null
  }

  assert {
    condition     = can(yamldecode(output.user_data)) && !strcontains(output.user_data, "[piv]")
    error_message = "Without a card host nobody may be asked for a card."
  }
}

run "private_host" {
  # Made anew: an address does not come and go.
  state_key = "private"

  variables {
    public = false
  }

  assert {
    condition     = length(aws_eip.this) == 0 && length(aws_eip_association.this) == 0 && output.public_ip == null
    error_message = "A private host must have no public address."
  }
}

run "snapshots" {
  assert {
    condition     = one(aws_dlm_lifecycle_policy.data.policy_details[0].schedule).retain_rule[0].interval == 7 && one(aws_dlm_lifecycle_policy.data.policy_details[0].schedule).create_rule[0].interval == 24 && aws_dlm_lifecycle_policy.data.policy_details[0].target_tags.Snapshots == aws_ebs_volume.data.tags.Snapshots && aws_dlm_lifecycle_policy.data.state == "ENABLED"
    error_message = "The data must be copied every day, and copies kept for 7 days."
  }
}

run "watched" {
  assert {
    condition     = contains(aws_cloudwatch_metric_alarm.recover.alarm_actions, "arn:aws:automate:us-east-1:ec2:recover") && aws_cloudwatch_metric_alarm.recover.metric_name == "StatusCheckFailed_System" && contains(aws_cloudwatch_metric_alarm.unhealthy.alarm_actions, "arn:aws:automate:us-east-1:ec2:reboot")
    error_message = "A host that fails must be started again."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.disk.threshold == 75
    error_message = "Somebody must hear of a disk that fills."
  }

  assert {
    condition     = alltrue([for it in [aws_cloudwatch_log_group.app, aws_cloudwatch_log_group.system] : it.retention_in_days == 90 && it.kms_key_id == var.logs_kms_key_arn])
    error_message = "Logs must be encrypted and kept for 90 days."
  }

  assert {
    condition     = aws_secretsmanager_secret.tls.kms_key_id == var.secrets_kms_key_arn
    error_message = "The server's key must be encrypted with our key."
  }
}

run "unchecked_release" {
  command = plan

  variables {
    release = {
      bucket = "releases"
      key    = "treasury-plane-1.0.0-x86_64-linux-postgres"
      sha256 = "unknown"
    }
  }

  expect_failures = [var.release]
}
