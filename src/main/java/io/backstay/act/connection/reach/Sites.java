package io.backstay.act.connection.reach;

import io.backstay.act.vault.RunLease;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.Site;
import io.backstay.restore.staging.Staging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds how a database is reached, for everything that restores, searches, undoes or tests.
@FunctionalInterface
public interface Sites {
    /// The site of a database, or a failure when it cannot be reached now.
    Site of(AssetId database) throws BackstayException;

    /// The same databases, with scratch databases that a connection makes instead of their own backups.
    ///
    /// @param staging the connection, absent for what is usual
    default Sites on(@Nullable String staging) throws BackstayException {
        if (staging == null) {
            return this;
        }
        throw new BackstayException(new Failure.Unsupported(
                "Scratch databases of " + staging + " for a drill", "Use 'backstay restore plan'."));
    }

    /// The connections, by name, that can make the scratch databases of a database instead of what is usual.
    default List<String> stagings(AssetId database) throws BackstayException {
        return List.of();
    }

    /// What the connection stands for in a verdict that makes the scratch databases, when a person stated of what
    /// moment its data is; else absent.
    default @Nullable RecoveryPoint stated(AssetId database) throws BackstayException {
        return null;
    }

    /// What made the scratch databases of a restore that stay at a provider, to take them away: only the account is
    /// looked for, not live. Absent where none stay.
    default @Nullable Staging lasting(AssetId database, String restore) throws BackstayException {
        return null;
    }

    /// Leases to a run what the site of a database borrows from the vault.
    ///
    /// @param stop stops the run; called when somebody ends the lease by hand
    /// @return absent where nothing lies in a vault that can be locked, such as for the practice lab
    /// @throws BackstayException when the vault is locked
    default @Nullable RunLease lease(AssetId database, String restore, Runnable stop) throws BackstayException {
        return null;
    }
}
