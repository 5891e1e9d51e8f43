package io.backstay.act.connection.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.aws.scratch.ServerPlan;
import io.backstay.connect.postgres.Login;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// New servers of one account: each known by its plan's hash, made once, and taken away only when it is ours.
public interface NewServers {
    /// Fixes what will be made; nothing is asked for it.
    ///
    /// @param origin   who plans it; nobody else's plan has the same name
    /// @param asset    the database's ARN
    /// @param snapshot the ARN of one of its snapshots, absent for a moment
    ServerPlan plan(String origin, String asset, @Nullable String snapshot, @Nullable Instant moment)
            throws BackstayException;

    /// Makes it, or goes on with what was made of it, until it answers.
    ScratchServers.Made make(ServerPlan plan, Progress progress) throws BackstayException, InterruptedException;

    /// Takes a server of ours away.
    ///
    /// @return whether there was one
    boolean remove(String server, Progress progress) throws BackstayException, InterruptedException;

    /// Logs in to a new server with the user and the password of the restored moment.
    Login login(ScratchServers.Made made) throws BackstayException;

    /// Has the servers of an account; asked when the first is needed.
    @FunctionalInterface
    interface Source {
        /// The servers.
        ///
        /// @throws BackstayException when the account names no place for them
        NewServers servers() throws BackstayException;
    }
}
