package io.backstay.connect.postgres.tenant.diff;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.Territory;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What live is compared with, and what is wanted of it.
///
/// @param lastGood the tenant's rows at the last good moment
/// @param damaged  the same tenant's rows right after the incident; absent when nobody looked, and then every
///                 difference counts as an edit of the tenant's own
public record Question(TenantRows lastGood, @Nullable TenantRows damaged, Choices choices) {
    public Question {
        if (damaged != null && !damaged.tenant().equals(lastGood.tenant())) {
            throw new IllegalArgumentException("last good rows of " + lastGood.tenant() + " and damaged rows of "
                    + damaged.tenant() + " cannot be compared");
        }
    }

    /// What both older sides and live have in common, as live's territory; whoever was asked about differences has
    /// answered for both.
    public Territory requireCommonShape(Preflight preflight) throws SQLException, BackstayException {
        preflight.requireHeld(lastGood);
        Territory common = preflight.requireCommonShape(lastGood).territory();
        if (damaged != null) {
            damaged.choose(lastGood.choices());
            preflight.requireCommonShape(damaged);
        }
        Preflight.requireHeldColumns(common);
        return common;
    }

    /// Brings back what was lost, and keeps everything else as it is.
    public static Question of(TenantRows lastGood) {
        return new Question(lastGood, null, Choices.DEFAULT);
    }
}
