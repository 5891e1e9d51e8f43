package io.backstay.connect.postgres.tenant.load;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was measured before the commit, and what came of it.
///
/// @param transactionId       PostgreSQL's xid8 of the importing transaction
/// @param provedAs            the role that measured
/// @param committedAt         absent when the transaction was rolled back
/// @param otherTenantsChanged rows of other tenants that this transaction wrote, as measured; committed only when 0
public record Proof(
        List<Claim> claims,
        String transactionId,
        String provedAs,
        @Nullable Instant committedAt,
        long rowsInserted,
        long otherTenantsChanged) {

    /// Whether every claim held and the transaction was committed.
    public boolean verified() {
        return committedAt != null && claims.stream().allMatch(Claim::holds);
    }
}
