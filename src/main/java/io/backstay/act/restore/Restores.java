package io.backstay.act.restore;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.restore.verdict.Intake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens guided restores.
public interface Restores {
    /// As it is usual: with scratch databases out of the database's own backups, or of the account that its
    /// connection names, held against the policy of the case that it goes on with.
    default GuidedRestore begin(Intake intake) throws BackstayException {
        return begin(intake, Terms.USUAL);
    }

    /// As somebody chose.
    ///
    /// @throws BackstayException when there is no such connection or policy, saying which there are; and when the
    ///                           case that was named is over, or is about another tenant
    GuidedRestore begin(Intake intake, Terms terms) throws BackstayException;

    /// What can be chosen for a restore.
    ///
    /// @param staging the connection that makes the scratch databases: an account of AWS, or a staging server of
    ///                which a person stated the moment; absent for what is usual
    /// @param policy  that it is held against; absent for that of its case, or of the practice lab, or for none
    /// @param caseId  the case that it becomes part of, absent for the one that waits for it or a new one
    record Terms(
            @Nullable String staging,
            @Nullable String policy,
            @Nullable String caseId) {
        /// Nothing was chosen.
        public static final Terms USUAL = new Terms(null, null, null);
    }

    /// The connections, by name, that can make the scratch databases of a database instead of what is usual.
    default List<String> stagings(AssetId database) throws BackstayException {
        return List.of();
    }
}
