-- What the role that serves may do with each table of the owner, who runs this: it is named as the owner without `_owner`,
-- and `database-setup` lets it read the owner's new tables. Where there is no such role, as on a database that was not set
-- up, nothing is done; whoever else may read new tables keeps to that. What is right already is left alone, and whoever
-- uses a table meanwhile sees either the old rights or the new ones.
--
-- A table whose trigger refuses changes is append-only: it is read and added to. What the migrations themselves keep is
-- read. Every other table is changed at will, row by row.
DO $$
DECLARE
    entry record;
BEGIN
    -- A setup and a migration at the same moment take turns.
    PERFORM pg_advisory_xact_lock(hashtextextended('rights of the role that serves', 0));
    FOR entry IN
        SELECT owned.oid::regclass AS name, serving.rolname AS role, rights.wanted
        FROM pg_class owned
        JOIN pg_default_acl given ON given.defaclrole = owned.relowner
            AND given.defaclnamespace = owned.relnamespace AND given.defaclobjtype = 'r'
        CROSS JOIN aclexplode(given.defaclacl) item
        JOIN pg_roles serving ON serving.oid = item.grantee AND serving.rolname || '_owner' = current_user
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN owned.relname = '_sqlx_migrations' THEN 'SELECT'
                WHEN EXISTS (
                    SELECT FROM pg_trigger
                    JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
                    WHERE pg_trigger.tgrelid = owned.oid AND pg_proc.proname = 'refuse_change'
                ) THEN 'INSERT, SELECT'
                ELSE 'DELETE, INSERT, SELECT, UPDATE'
            END AS wanted
        ) rights
        WHERE owned.relowner = current_user::regrole AND owned.relkind IN ('r', 'p')
            AND item.privilege_type = 'SELECT'
            AND rights.wanted IS DISTINCT FROM (
                SELECT string_agg(held.privilege_type, ', ' ORDER BY held.privilege_type)
                FROM aclexplode(owned.relacl) held
                WHERE held.grantee = serving.oid
            )
        ORDER BY owned.relname
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', entry.name, entry.role);
        EXECUTE format('GRANT %s ON %s TO %I', entry.wanted, entry.name, entry.role);
    END LOOP;
END $$;
