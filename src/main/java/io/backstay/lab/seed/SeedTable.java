package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import java.sql.SQLException;

/// Writes one client's rows of one table.
interface SeedTable {
    void write(SeedPlace place, CopyRows rows) throws SQLException, BackstayException, InterruptedException;
}
