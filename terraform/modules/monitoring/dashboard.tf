locals {
  region = data.aws_region.current.region

  # One graph each: title, and lines as CloudWatch writes them.
  graphs = concat(
    var.load_balancer == null ? [] : [
      {
        title = "Requests"
        lines = [["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.load_balancer.arn_suffix, { stat = "Sum" }]]
      },
      {
        title = "Response time (s)"
        lines = [
          for stat in ["p50", "p95", "p99"] :
          ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer.arn_suffix, { stat = stat, label = stat }]
        ]
      },
      {
        title = "Errors"
        lines = [
          for metric in ["HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_4XX_Count", "ClientTLSNegotiationErrorCount"] :
          ["AWS/ApplicationELB", metric, "LoadBalancer", var.load_balancer.arn_suffix, { stat = "Sum" }]
        ]
      },
    ],
    var.beanstalk == null ? [] : [
      {
        title = "CPU of the instances (%)"
        lines = [["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", var.beanstalk.autoscaling_group_name, { stat = "Average" }]]
      },
      {
        title = "Elastic Beanstalk"
        lines = [
          for metric in ["ApplicationRequestsTotal", "ApplicationRequests5xx", "EnvironmentHealth"] :
          ["AWS/ElasticBeanstalk", metric, "EnvironmentName", var.beanstalk.environment_name, { stat = "Average" }]
        ]
      },
    ],
    var.instance == null ? [] : [
      {
        title = "CPU of the host (%)"
        lines = [["AWS/EC2", "CPUUtilization", "InstanceId", var.instance.id, { stat = "Average" }]]
      },
    ],
    var.database == null ? [] : [
      {
        title = "Capacity of the database (ACU)"
        lines = [["AWS/RDS", "ServerlessDatabaseCapacity", "DBClusterIdentifier", var.database.cluster_identifier, { stat = "Average" }]]
      },
      {
        title = "Connections to the database"
        lines = [["AWS/RDS", "DatabaseConnections", "DBClusterIdentifier", var.database.cluster_identifier, { stat = "Maximum" }]]
      },
      {
        title = "Database: CPU (%) and lag of the reader (ms)"
        lines = [
          ["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", var.database.cluster_identifier, { stat = "Average" }],
          ["AWS/RDS", "AuroraReplicaLag", "DBClusterIdentifier", var.database.cluster_identifier, { stat = "Maximum", yAxis = "right" }],
        ]
      },
    ],
    [
      {
        title = "Jobs: ready, running, failed for good"
        lines = [for metric in ["JobsReady", "JobsRunning", "JobsDead"] : [var.metrics_namespace, metric, "Service", "treasury-plane", { stat = "Maximum" }]]
      },
      {
        title = "Latency in the application (ms)"
        lines = [for stat in ["p50", "p99"] : [var.metrics_namespace, "Latency", "Service", "treasury-plane", { stat = stat, label = stat }]]
      },
      {
        title = "Open WebSockets, connections to the database"
        lines = [
          [var.metrics_namespace, "Sockets", "Service", "treasury-plane", { stat = "Sum" }],
          [var.metrics_namespace, "DatabaseConnectionsInUse", "Service", "treasury-plane", { stat = "Sum" }],
          [var.metrics_namespace, "DatabaseConnectionsWaiting", "Service", "treasury-plane", { stat = "Maximum" }],
        ]
      },
    ],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for index, graph in local.graphs : {
        type   = "metric"
        x      = (index % 3) * 8
        y      = floor(index / 3) * 6
        width  = 8
        height = 6
        properties = {
          title   = graph.title
          region  = local.region
          view    = "timeSeries"
          period  = 60
          metrics = graph.lines
        }
      }
    ]
  })
}
