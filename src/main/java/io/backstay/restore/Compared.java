package io.backstay.restore;

import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import org.jspecify.annotations.Nullable;

/// What comparing a tenant's last good rows with live found.
///
/// @param rows  the tenant's rows in the scratch server, held until the restore is closed
/// @param files what those rows name, beside the files that there are or that come back; absent when the tenant has
///              no files here
public record Compared(TenantRows rows, Comparison.Result result, FilePairing.@Nullable Result files) {}
