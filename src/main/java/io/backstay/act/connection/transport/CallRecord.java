package io.backstay.act.connection.transport;

import io.backstay.act.role.Gate;
import io.backstay.act.vault.Occasion;
import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.Witness;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes every call that changes something outside into the record of acts: what is called, what it is done to and
/// the parameters that its connector lists, before it is sent, and afterwards the request's id and how it ended.
///
/// Changes of many objects alike stand there as a series: one intent before the first of them, one outcome with
/// their number after at most [#SERIES_MAX] of them, with the ids of the first and the last request that was done
/// and of those that were refused; all ids stand in a file beside the record, which names them by their SHA-256, and
/// which objects, in the journal of the restore. Closing ends the series.
public final class CallRecord implements Witness, AutoCloseable {
    static final int SERIES_MAX = 1_000;
    private static final int REFUSED_MAX = 100;

    private static final String ACT = "connect.call";

    private final Gate.Book book;
    private final Map<String, Series> open = new HashMap<>();
    private final Ids ids;
    private volatile @Nullable AuditLog log;

    /// Keeps the ids of the requests of a series.
    @FunctionalInterface
    interface Ids {
        /// Keeps them.
        ///
        /// @param name the SHA-256 of the ids, each ended by a line break
        void keep(String name, List<String> ids) throws BackstayException;
    }

    /// Has the state folder.
    @FunctionalInterface
    public interface Home {
        /// The folder, which is there.
        Path folder() throws BackstayException;
    }

    /// Over the record of a state folder.
    ///
    /// @param book opened when something is changed
    /// @param home asked when a series has ended
    public static CallRecord of(Gate.Book book, Home home) {
        return new CallRecord(book, new RequestFile(home));
    }

    CallRecord(Gate.Book book, Ids ids) {
        this.book = book;
        this.ids = ids;
    }

    @Override
    public Watched intent(Endpoint to, Effect effect) throws BackstayException {
        String run = Occasion.RUN.isBound() ? Occasion.RUN.get() : null;
        Deed deed = Deed.of(ACT, effect.operation() + " " + effect.target())
                .with("provider", effect.provider())
                .with("endpoint", to.toString());
        for (Map.Entry<String, String> each : effect.parameters().entrySet()) {
            deed = deed.with(named(each.getKey()), each.getValue());
        }
        if (effect.series()) {
            return series(run == null ? deed : deed.with("during", run), effect.again());
        }
        AuditLog.Intent intent = log().intent(run == null ? deed : deed.inRun(run));
        return ending -> intent.outcome(outcome(ending.answer()), said(ending.answer()));
    }

    /// Many threads call at once, and whoever waits for them may hold what opening the record takes.
    private AuditLog log() throws BackstayException {
        AuditLog known = log;
        if (known == null) {
            known = book.open();
            log = known;
        }
        return known;
    }

    /// Our own facts and a provider's parameters cannot be taken for each other.
    private static String named(String parameter) {
        return "par" + parameter;
    }

    private static Outcome outcome(@Nullable HttpAnswer answer) {
        return answer == null ? Outcome.INTERRUPTED : answer.ok() ? Outcome.DONE : Outcome.FAILED;
    }

    private static Map<String, String> said(@Nullable HttpAnswer answer) {
        if (answer == null) {
            return Map.of("answer", "none, so that nobody knows what became of it");
        }
        Map<String, String> said = new TreeMap<>();
        said.put("status", Integer.toString(answer.status()));
        String id = answer.requestId();
        if (id != null) {
            said.put("request", id);
        }
        String extended = answer.extendedId();
        if (extended != null) {
            said.put("extendedRequest", extended);
        }
        return said;
    }

    private synchronized Watched series(Deed deed, boolean again) throws BackstayException {
        String name = deed.target() + " " + deed.detail();
        Series series = open.get(name);
        if (series == null) {
            series = new Series(log().intent(deed), ids);
            open.put(name, series);
        }
        Series one = series;
        one.again += again ? 1 : 0;
        if (++one.begun == SERIES_MAX) {
            open.remove(name);
        }
        return ending -> count(one, ending.answer());
    }

    private synchronized void count(Series series, @Nullable HttpAnswer answer) throws BackstayException {
        series.count(answer);
        if (series.ended == SERIES_MAX) {
            series.end();
        }
    }

    /// Ends the series; the record must still be open.
    @Override
    public synchronized void close() throws BackstayException {
        for (Series each : open.values()) {
            each.end();
        }
        open.clear();
    }

    /// Changes of one kind on one target.
    private static final class Series {
        private final AuditLog.Intent intent;
        private int begun;
        private int again;
        private int ended;
        private int done;
        private int refused;

        private final Ids file;
        private final List<String> all = new ArrayList<>();
        private final Map<String, String> ids = new TreeMap<>();
        private final StringJoiner refusals = new StringJoiner(" ");

        Series(AuditLog.Intent intent, Ids file) {
            this.intent = intent;
            this.file = file;
        }

        void count(@Nullable HttpAnswer answer) {
            ended++;
            if (answer == null) {
                return;
            }
            String id = answer.requestId();
            if (id != null) {
                all.add(id);
            }
            if (answer.ok()) {
                done++;
                if (id != null) {
                    ids.putIfAbsent("firstRequest", id);
                    ids.put("lastRequest", id);
                }
                return;
            }
            refused++;
            if (id != null && refused <= REFUSED_MAX) {
                refusals.add(id);
                ids.put("refusedRequests", refusals.toString());
            }
        }

        void end() throws BackstayException {
            boolean whole = done == begun - again;
            Map<String, String> said = new TreeMap<>(ids);
            said.put("calls", Integer.toString(begun));
            said.put("done", Integer.toString(done));
            said.put("refused", Integer.toString(refused));
            if (again > 0) {
                said.put("sentAgain", Integer.toString(again));
            }
            said.put("unanswered", Integer.toString(begun - done - refused));
            keep(said);
            intent.outcome(whole ? Outcome.DONE : Outcome.FAILED, said);
        }

        /// What was done stands in the record, whether or not the ids find a place.
        private void keep(Map<String, String> said) {
            if (all.isEmpty()) {
                return;
            }
            String name = Digest.hex((String.join("\n", all) + "\n").getBytes(StandardCharsets.US_ASCII));
            try {
                file.keep(name, all);
                said.put("requests", name);
            } catch (BackstayException e) {
                said.put("requests", "not kept: " + e.failure().code());
            }
        }
    }
}
