package io.backstay.act.connection.reach;

import io.backstay.act.connection.SelfManaged;
import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import java.nio.file.Path;

/// How a live database is reached, with what the vault lends.
public interface LiveWay {
    /// Where it answers.
    SelfManaged.Server server();

    /// How a tenant's rows are found; the file need not be there yet.
    Path mapping();

    /// Sees every row and can change none.
    Login reader() throws BackstayException;

    /// Sees every row and may become the restricted writer.
    Login writer() throws BackstayException;
}
