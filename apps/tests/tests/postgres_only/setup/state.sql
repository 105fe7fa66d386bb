-- Roles, memberships, and what belongs to whom who may do what with it: a line each. `pg_temp.items` puts rights in order.
SELECT format('role %s %s', rolname, concat(
    rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolinherit, rolreplication, rolbypassrls)) FROM pg_roles
UNION ALL
SELECT format('member %s of %s', member::regrole, roleid::regrole)
FROM pg_auth_members WHERE pg_has_role(member, roleid, 'USAGE')
UNION ALL
SELECT format('database %s of %s: %s', datname, datdba::regrole, pg_temp.items(datacl)) FROM pg_database
UNION ALL
SELECT format('schema %s of %s: %s', nspname, nspowner::regrole, pg_temp.items(nspacl))
FROM pg_namespace WHERE nspname = 'public'
UNION ALL
SELECT format('relation %s of %s: %s', relname, relowner::regrole, pg_temp.items(relacl))
FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT format('function %s of %s', proname, proowner::regrole)
FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND probin IS NULL
UNION ALL
SELECT format('new %s of %s: %s', defaclobjtype, defaclrole::regrole, pg_temp.items(defaclacl)) FROM pg_default_acl
