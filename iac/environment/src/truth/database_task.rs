/// A task of a service's own image that runs once and ends, on the database that this stack makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseTask {
    /// Makes the service's database, and the roles that serve and own it, as the server's master.
    Setup,
    /// Brings the tables up to date, as the role that owns them.
    Migrate,
}

impl DatabaseTask {
    /// Each of them, in the order in which a new database needs them.
    pub const ALL: [Self; 2] = [Self::Setup, Self::Migrate];

    /// The command of the services' programs, which is also what the task's family ends with.
    #[must_use]
    pub const fn command(self) -> &'static str {
        match self {
            Self::Setup => "database-setup",
            Self::Migrate => "migrate",
        }
    }

    /// What tells its roles from those of the service: short, as the names of roles are.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Migrate => "migrate",
        }
    }
}
