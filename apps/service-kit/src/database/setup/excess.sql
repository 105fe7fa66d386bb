-- What two roles, $1 who serves and $2 who owns, may do and may not be able to: a line each, and none where all is well.
-- It asks the server itself, so that it also sees what others granted, to the roles or to everybody.
SELECT format('%I is a superuser', rolname) AS excess FROM pg_roles WHERE rolname IN ($1, $2) AND rolsuper
UNION ALL
SELECT format('%I may create roles', rolname) FROM pg_roles WHERE rolname IN ($1, $2) AND rolcreaterole
UNION ALL
SELECT format('%I may create databases', rolname) FROM pg_roles WHERE rolname IN ($1, $2) AND rolcreatedb
UNION ALL
SELECT format('%I may replicate', rolname) FROM pg_roles WHERE rolname IN ($1, $2) AND rolreplication
UNION ALL
SELECT format('%I passes by row security', rolname) FROM pg_roles WHERE rolname IN ($1, $2) AND rolbypassrls
UNION ALL
SELECT format('%I is a member of %I', member.rolname, granted.rolname)
FROM pg_auth_members
JOIN pg_roles member ON member.oid = pg_auth_members.member AND member.rolname IN ($1, $2)
JOIN pg_roles granted ON granted.oid = pg_auth_members.roleid AND granted.rolname <> 'rds_iam'
UNION ALL
SELECT format('everybody may connect to the database %I', datname)
FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) item
WHERE datname = current_database() AND item.grantee = 0 AND item.privilege_type = 'CONNECT'
UNION ALL
SELECT format('%I may create schemas or temporary tables in the database %I', $1, current_database())
WHERE has_database_privilege($1::text::name, current_database(), 'CREATE, TEMPORARY')
UNION ALL
SELECT format('%I may create in the schema %I', $1, nspname)
FROM pg_namespace
WHERE nspname !~ '^pg_' AND has_schema_privilege($1::text::name, oid, 'CREATE')
UNION ALL
SELECT format('%I may change or empty %s, which is append-only', $1, owned.oid::regclass)
FROM pg_class owned
WHERE EXISTS (
    SELECT FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
    WHERE pg_trigger.tgrelid = owned.oid AND pg_proc.proname = 'refuse_change'
) AND (has_table_privilege($1::text::name, owned.oid, 'UPDATE, DELETE, TRUNCATE')
    OR has_any_column_privilege($1::text::name, owned.oid, 'UPDATE'))
ORDER BY excess
