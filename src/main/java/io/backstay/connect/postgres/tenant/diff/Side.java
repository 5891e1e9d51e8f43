package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.schema.Db;

/// One side of a comparison: a session, and the tenant's rows that were found in it.
record Side(Db db, TenantSet set) {}
