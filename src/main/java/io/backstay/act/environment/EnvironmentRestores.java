package io.backstay.act.environment;

import io.backstay.act.connection.reach.NewBucket;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.restore.plan.InPlacePlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Restores everything of one connection to a new place, never over anything that exists; but for the one act that
/// says so, [#overwrite].
public interface EnvironmentRestores {
    /// Recovers the database server into a new folder, reads all of it, copies the files when a bucket is named for
    /// them, and pairs rows with files; from the intent in the journal to the report. A look that finds something
    /// wrong is a result, not a failure.
    ///
    /// @throws BackstayException when the place exists, or when nothing reaches the moment; nothing is left then
    EnvironmentResult run(Order order, Progress progress) throws BackstayException, InterruptedException;

    /// Has a provider make a new server out of the backups of a database in an account, and reads everything on it.
    /// The server stays; the same order again goes on with what was made of it, and makes no second one.
    ///
    /// @throws BackstayException when nothing reaches the moment, the provider refuses, or the server does not come
    /// up
    ServerResult bringUp(ServerOrder order, Progress progress) throws BackstayException, InterruptedException;

    /// Takes away a server that [#bringUp] made, and nothing else.
    ///
    /// @return whether there was one
    /// @throws BackstayException when what has the name is not such a server; then nothing is done
    boolean discard(String connection, String server, Progress progress) throws BackstayException, InterruptedException;

    /// What putting a whole project back in place would do; changes nothing.
    ///
    /// @throws BackstayException when the moment is out of reach or the project is not up
    InPlaceOutlook look(InPlaceOrder order) throws BackstayException, InterruptedException;

    /// Writes the plan of it as a file, for another person to approve, or for one alone who gives a reason and
    /// waits. Changes nothing at the provider.
    ///
    /// @param alone why nobody else can approve, absent where somebody has to
    InPlacePlan plan(InPlaceOrder order, @Nullable String alone, Path file)
            throws BackstayException, InterruptedException;

    /// What the plan of it would do now; changes nothing.
    default InPlaceOutlook look(InPlacePlan plan) throws BackstayException, InterruptedException {
        return look(new InPlaceOrder(plan.connection(), plan.project().ref(), plan.at()));
    }

    /// Puts a whole project of Supabase back to a moment where it is, over everything in it, and waits until that
    /// is over. Ordered once, whatever is answered; an interrupt ends the waiting and not the restore.
    ///
    /// @param approvals another person's files about the plan; none where one person alone planned it
    /// @param typed the [InPlaceOutlook#confirmation] as a person typed it
    /// @throws BackstayException when it is not that, and nothing is ordered; when the provider refuses; or when
    /// what came of it could not be written down, which its sentence says
    InPlaceResult overwrite(InPlacePlan plan, List<Path> approvals, String typed, Progress progress)
            throws BackstayException, InterruptedException;

    /// What to restore, and where to.
    ///
    /// @param connection by its name
    /// @param at         the moment, null for the latest that can be reached
    /// @param place      a folder that does not exist; its parent does
    /// @param bucket     an empty one for the files, null when they are only paired with the rows
    record Order(
            String connection,
            @Nullable Instant at,
            Path place,
            @Nullable NewBucket bucket) {}
}
