//! Ports that are tried by whoever scans the internet.

/// Ports that nobody means to offer to everybody, and what listens there.
pub(super) const ADMINISTRATION: [(u16, &str); 19] = [
    (22, "SSH"),
    (20, "FTP"),
    (21, "FTP"),
    (23, "Telnet"),
    (25, "SMTP"),
    (110, "POP3"),
    (135, "RPC"),
    (143, "IMAP"),
    (445, "CIFS"),
    (1433, "SQL Server"),
    (1434, "SQL Server"),
    (3306, "MySQL"),
    (3389, "Remote Desktop"),
    (5432, "PostgreSQL"),
    (5601, "OpenSearch Dashboards"),
    (6379, "Redis"),
    (9200, "OpenSearch"),
    (9300, "OpenSearch"),
    (27017, "MongoDB"),
];
