package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.List;
import java.util.Map;

/// What came of an import.
public sealed interface ImportResult {

    /// The plan had been carried out before; nothing was written now.
    record AlreadyDone(RestoreRegistry.Run run) implements ImportResult {}

    /// The rows were written and proven, and the transaction was committed or, when a claim did not hold, rolled
    /// back.
    ///
    /// @param measured what the transaction did
    /// @param after    the tenant's rows per table as the transaction left them, for the check that follows
    /// @param notes    what a person should know besides, a sentence each
    record Finished(Proof proof, Expected measured, Map<TableName, RowSet> after, List<String> notes)
            implements ImportResult {}
}
