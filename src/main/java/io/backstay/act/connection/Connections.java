package io.backstay.act.connection;

import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.account.Seen;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.PolicySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The databases of a state folder besides the lab's. Every change, test and listing stands in the record.
public interface Connections {
    /// All, by name.
    List<Connection> list() throws BackstayException;

    /// All, by name, with when each was tested and listed last.
    List<Known> known() throws BackstayException;

    /// Says whether there is one of that name, before anybody is asked for a passphrase.
    ///
    /// @throws BackstayException when there is none, naming those there are
    void require(String name) throws BackstayException;

    /// Where the mapping of a connection usually lies; it need not be there.
    Path mapping(String name);

    /// Says whether whoever sits here may add one, before anything is asked. A refusal stands in the record.
    ///
    /// @param name what it is to be called, empty while that is not known
    void requireAdding(String name) throws BackstayException;

    /// Adds one; nothing of it is reached for yet.
    ///
    /// @throws BackstayException when its name or its asset is taken
    default void add(Connection connection) throws BackstayException {
        add(connection, null);
    }

    /// The same for one that was tried before, so that what was found stands beside it.
    ///
    /// @param tried what [#tryOut] found, absent when it was not tried
    void add(Connection connection, @Nullable Tested tried) throws BackstayException;

    /// Proves one that is not added, as [#test] does. Nothing is kept of it but its entry in the record.
    ///
    /// @throws BackstayException when [#add] would refuse it
    Tested tryOut(Connection connection, Progress progress) throws BackstayException, InterruptedException;

    /// The policies that a connection can name, built-in ones first.
    List<PolicySummary> policies() throws BackstayException;

    /// Says which policy the assets of one are held against from now on.
    ///
    /// @param policy its id, absent for none
    /// @throws BackstayException when there is no such connection or policy, or it cannot be held against one
    void hold(String name, @Nullable String policy) throws BackstayException;

    /// Which regions of AWS the account of a key has enabled, for whoever chooses some before there is a connection.
    /// Stands in the record.
    ///
    /// @param key      an access key of the vault that reads
    /// @param endpoint where AWS is played on this machine, absent for AWS itself
    /// @throws BackstayException when the key cannot be used, or AWS does not answer; not where it lacks the right
    RegionOffer regions(String key, @Nullable String endpoint) throws BackstayException, InterruptedException;

    /// Forgets one. What the catalogue saw of it stays there, with the moment it was seen.
    void remove(String name) throws BackstayException;

    /// Proves, part by part, that a connection answers as promised. Nothing is changed.
    ///
    /// @throws BackstayException when there is none of that name; what does not hold is a line, not a failure
    Tested test(String name, Progress progress) throws BackstayException, InterruptedException;

    /// Lists a connection's recovery points and its restorable windows into the catalogue. Needs a credential for
    /// object stores and for accounts of providers.
    default Listed sync(String name, Progress progress) throws BackstayException, InterruptedException {
        return sync(name, Duration.ZERO, progress);
    }

    /// The same, without the parts of a provider's account that were listed completely a short while ago.
    ///
    /// @param olderThan how old the last complete listing of a part is at least, so that it is asked; zero asks all
    Listed sync(String name, Duration olderThan, Progress progress) throws BackstayException, InterruptedException;

    /// Makes a backup of an asset now, where its provider offers that, and waits until it can be restored from. Needs
    /// the credential that makes backups. An interrupt ends the waiting, not the backup.
    ///
    /// @param name what the backup is called, absent for a name of the moment; one that is there is not made again
    /// @throws BackstayException in one sentence where the provider offers none
    Created create(AssetId asset, @Nullable String name, Progress progress)
            throws BackstayException, InterruptedException;

    /// Which of a tenant's deleted files, as they were at a moment, lie in an archive. Changes nothing.
    ArchivedFiles archived(FilesAt wanted) throws BackstayException, InterruptedException;

    /// Asks the store for them, which costs money and takes hours; they can be read for some days then, and the
    /// restore finds them. Those that are there or under way are not asked for again. Stands in the record.
    ///
    /// @return how many were asked for now
    long retrieve(FilesAt wanted, Retrieval how, Progress progress) throws BackstayException, InterruptedException;

    /// What keeps a tenant's files, as they were at a moment, from being removed: locks and legal holds. Changes
    /// nothing, and stands in the record.
    FileLocks locks(FilesAt wanted, Progress progress) throws BackstayException, InterruptedException;

    /// A tenant's files at a moment.
    record FilesAt(String connection, TenantId tenant, Instant at) {}

    /// How files are asked for.
    ///
    /// @param days how long they can be read then, 1 to [Archive#DAYS_MAX]
    record Retrieval(int days, Archive.Haste haste) {}

    /// The practice lab, as far as backups are made there.
    @FunctionalInterface
    interface Practising {
        /// Takes a base backup of its database, and lists it.
        ///
        /// @throws BackstayException when it does not run here
        void backUp(String name, Progress progress) throws BackstayException, InterruptedException;
    }

    /// A backup that was made.
    ///
    /// @param name  by which it was asked for
    /// @param point what it is called as a recovery point
    record Created(String connection, String asset, String name, String point) {}

    /// A connection with what was last done with it.
    ///
    /// @param testedAt when its last test ended, absent when it was never tested
    /// @param holds    whether all of it held then; absent when it was never tested, or could not be decided
    /// @param seen     what the catalogue has of it
    /// @param tested   what a test found, part by part; absent when none ever did
    /// @param foundAt  when that test found it: its last one where that is `testedAt`, else an earlier one, as the
    ///                 last one failed or was cancelled before it found anything
    /// @param synced   how its last listing went, absent when it was never listed
    record Known(
            Connection connection,
            @Nullable Instant testedAt,
            @Nullable Boolean holds,
            Seen seen,
            @Nullable Tested tested,
            @Nullable Instant foundAt,
            @Nullable Synced synced) {
        /// Of which no line and no problem is kept.
        public Known(Connection connection, @Nullable Instant testedAt, @Nullable Boolean holds, Seen seen) {
            this(connection, testedAt, holds, seen, null, null, null);
        }
    }

    /// How a listing went.
    ///
    /// @param problems what could not be listed, and what to do, a sentence or two each; none when all was
    record Synced(Instant at, List<String> problems) {
        public Synced {
            problems = List.copyOf(problems);
        }
    }

    /// What a test found.
    ///
    /// @param script what an administrator runs in the database because Backstay's tables are missing, or adds
    ///               to the policy of a key, else absent
    record Tested(
            String connection, List<Line> lines, @Nullable String script) {
        /// Whether every line holds; absent when none fails, but one could not be looked at.
        public @Nullable Boolean holds() {
            if (lines.stream().anyMatch(line -> Boolean.FALSE.equals(line.holds()))) {
                return false;
            }
            return lines.stream().allMatch(line -> Boolean.TRUE.equals(line.holds())) ? true : null;
        }

        /// The same with one line more.
        public Tested with(Line line) {
            List<Line> more = new ArrayList<>(lines);
            more.add(line);
            return new Tested(connection, List.copyOf(more), script);
        }
    }

    /// One part of a test.
    ///
    /// @param holds    absent when it could not be looked at; the sentence says why
    /// @param sentence what was found, or what to do
    record Line(String part, @Nullable Boolean holds, String sentence) {}

    /// What was listed.
    ///
    /// @param window         absent when nothing can be restored
    /// @param gaps           holes in the log
    /// @param unusable       base backups that were passed over, a sentence each
    /// @param objects        what the object store holds, absent when there is none or it could not be listed
    /// @param objectsProblem why the object store could not be listed, absent when it was or there is none
    /// @param account        what an account of a provider holds, absent for a database
    record Listed(
            String connection,
            String asset,
            int points,
            @Nullable RestorableWindow window,
            List<WalGap> gaps,
            List<String> unusable,
            Instant observedAt,
            @Nullable Objects objects,
            @Nullable String objectsProblem,
            @Nullable Account account) {
        /// Of a database.
        public Listed(
                String connection,
                String asset,
                int points,
                @Nullable RestorableWindow window,
                List<WalGap> gaps,
                List<String> unusable,
                Instant observedAt,
                @Nullable Objects objects,
                @Nullable String objectsProblem) {
            this(connection, asset, points, window, gaps, unusable, observedAt, objects, objectsProblem, null);
        }

        /// Of an account.
        public static Listed of(Connection connection, AccountSync.Sum sum, Instant at) {
            return new Listed(
                    connection.name(),
                    connection.asset().value(),
                    sum.points(),
                    null,
                    List.of(),
                    List.of(),
                    at,
                    null,
                    null,
                    new Account(sum.assets(), sum.problems(), sum.notes(), sum.parts()));
        }

        /// Whether all that was to be listed was.
        public boolean whole() {
            return objectsProblem == null
                    && (account == null || account.problems().isEmpty());
        }
    }

    /// What an account of a provider holds.
    ///
    /// @param assets   how many databases, also those of which only backups are left
    /// @param problems what could not be listed, and what to do, a sentence or two each
    /// @param notes    what a person should know besides
    /// @param parts    how many of its parts were asked
    record Account(int assets, List<String> problems, List<String> notes, AccountSync.Parts parts) {}

    /// What an object store holds under the tenants' prefix.
    ///
    /// @param versioning whether what is overwritten and deleted stays
    /// @param keys       names that have a version or a delete marker, counted as far as `whole` says
    /// @param versions   versions with bytes
    /// @param markers    delete markers
    /// @param whole      whether all of it was counted; a large one is not
    /// @param protects   how the bucket protects it, a sentence each
    /// @param unread     what of that could not be read and is not known, a sentence each
    record Objects(
            String asset,
            Versioning versioning,
            long keys,
            long versions,
            long markers,
            boolean whole,
            List<String> protects,
            List<String> unread) {
        public Objects {
            protects = List.copyOf(protects);
            unread = List.copyOf(unread);
        }

        /// The same, with more that is known and more that is not.
        public Objects also(List<String> known, List<String> unknown) {
            List<String> protects = new ArrayList<>(this.protects);
            protects.addAll(known);
            List<String> unread = new ArrayList<>(this.unread);
            unread.addAll(unknown);
            return new Objects(asset, versioning, keys, versions, markers, whole, protects, unread);
        }
    }
}
