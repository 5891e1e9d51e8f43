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
        return begin(intake, null);
    }

    /// With scratch databases that a connection makes: an account of AWS, or a staging server of which a person stated
    /// the moment.
    ///
    /// @param staging the connection, absent for what is usual
    GuidedRestore begin(Intake intake, @Nullable String staging) throws BackstayException;

    /// The connections, by name, that can make the scratch databases of a database instead of what is usual.
    default List<String> stagings(AssetId database) throws BackstayException {
        return List.of();
    }
}
