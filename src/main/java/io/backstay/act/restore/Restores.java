package io.backstay.act.restore;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.restore.Intake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens guided restores.
public interface Restores {
    /// With scratch databases out of the database's own backups, or of the account that its connection names.
    default GuidedRestore begin(Intake intake) throws BackstayException {
        return begin(intake, null, null);
    }

    /// With scratch databases that a connection makes: an account of AWS, or a staging server of which a person stated
    /// the moment.
    ///
    /// @param staging the connection, absent for what is usual
    default GuidedRestore begin(Intake intake, @Nullable String staging) throws BackstayException {
        return begin(intake, staging, null);
    }

    /// The same for a case that somebody took the call for.
    ///
    /// @param caseId the case that the restore becomes part of, absent for the one that waits for it or a new one
    /// @throws BackstayException when that case is over, or is about another tenant
    GuidedRestore begin(Intake intake, @Nullable String staging, @Nullable String caseId) throws BackstayException;

    /// The connections, by name, that can make the scratch databases of a database instead of what is usual.
    default List<String> stagings(AssetId database) throws BackstayException {
        return List.of();
    }
}
