package io.backstay.act.tenant;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.test.TestGrounds;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.connect.postgres.tenant.extract.SetExtraction;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Writes and compares data sets; whose, from when, how many rows and with which hashes stands in the record,
/// under the tenant, so that it is among the entries that the tenant may be handed.
public final class SetDesk implements DataSets {
    private final Recorder recorder;
    private final SetSource source;

    /// @param databases how a connection's name becomes a database
    /// @param own       the mappings of the state folder
    /// @param grounds   how a connection's recovery points are reached
    public SetDesk(
            Recorder recorder, TenantDatabases databases, OwnMappings own, TestGrounds grounds, InstantSource clock) {
        this.recorder = recorder;
        this.source = new SetSource(databases, own, grounds, clock);
    }

    @Override
    public List<Described> list(String connection, @Nullable TenantId tenant, @Nullable Path mapping, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("tenant.sets", connection);
        if (tenant == null) {
            return recorder.act(Permission.MAP_TENANTS, deed, () -> {
                OwnMappings.Chosen chosen = source.mapping(connection, mapping, progress);
                return chosen.file().sets().stream()
                        .map(set -> described(chosen, set, null))
                        .toList();
            });
        }
        var whose = new Whose(connection, tenant, mapping);
        return recorder.act(
                Permission.MAP_TENANTS,
                deed.about(tenant),
                () -> source.read(
                        whose,
                        new From.Live(),
                        progress,
                        found -> sets(found).stream()
                                .map(set -> described(found.file(), set, found))
                                .toList()));
    }

    private static Described described(OwnMappings.Chosen chosen, DataSet set, SetSource.@Nullable Found found) {
        TenantRows rows = found == null ? null : found.rows();
        List<String> unsaid = new ArrayList<>();
        Long count = null;
        if (found != null && rows != null && rows.has(set.table())) {
            rows.territory().table(set.table()).columnNames().stream()
                    .filter(name ->
                            !set.names().contains(name) && !set.without().contains(name))
                    .forEach(unsaid::add);
            count = found.counts().getOrDefault(set.table(), 0L);
        }
        return new Described(
                set.name(),
                set.table().toString(),
                chosen.file().mapping().label(set.table()),
                set.columns().stream()
                        .map(each -> new Heading(each.name(), each.heading()))
                        .toList(),
                set.without().stream().sorted().toList(),
                List.copyOf(unsaid),
                count,
                rows == null ? List.of() : SetExtraction.problems(rows, set));
    }

    @Override
    public Exported export(Order order, Progress progress) throws BackstayException, InterruptedException {
        Path folder = order.folder().toAbsolutePath();
        NewFolder.require(folder);
        Deed deed = from(
                Deed.of("tenant.export", order.whose().connection() + " to " + folder)
                        .about(order.whose().tenant())
                        .with("form", "data sets")
                        .with("sets", order.sets().isEmpty() ? "all" : String.join(", ", order.sets())),
                order.from());
        return recorder.act(
                Permission.EXPORT_TENANT,
                deed,
                () -> NewFolder.make(
                        folder,
                        beside -> source.read(
                                order.whose(),
                                order.from(),
                                progress,
                                found -> written(order, folder, beside, found, progress))),
                SetDesk::facts);
    }

    private Exported written(Order order, Path folder, NewFolder beside, SetSource.Found found, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        List<DataSet> sets = chosen(sets(found), order.sets());
        if (found.empty()) {
            throw new BackstayException(new Failure.NotFound(
                    "A row of " + found.words(order.whose().connection()),
                    "Check the key: it is what the database has for it, not its name. Nothing was written."));
        }
        progress.step("Writing " + Counts.of(sets.size(), "data set"));
        Map<String, Long> rows = SetExtraction.run(
                found.rows(), sets, order.orderMark(), set -> beside.open(SetFiles.name(set)), progress);
        List<SetFile> files = new ArrayList<>();
        for (DataSet set : sets) {
            String file = SetFiles.name(set);
            files.add(new SetFile(
                    set.name(), set.table().toString(), file, rows.getOrDefault(set.name(), 0L), beside.sha256(file)));
        }
        Exported done = new Exported(
                order.whose().connection(),
                order.whose().tenant().value(),
                found.from(),
                found.asOf(),
                folder.toString(),
                List.copyOf(files));
        WholeFile.writePrivate(
                beside.file(SetFiles.LIST),
                out -> out.write(Json.pretty(document(done, sets)).getBytes(StandardCharsets.UTF_8)));
        return done;
    }

    private static Map<String, Object> document(Exported done, List<DataSet> sets) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "backstay-data-sets/1");
        document.put("connection", done.connection());
        document.put("tenant", done.tenant());
        document.put("from", done.from());
        document.put("asOf", done.asOf());
        document.put("sets", done.sets());
        Map<String, Object> headings = new LinkedHashMap<>();
        for (DataSet set : sets) {
            Map<String, String> columns = new LinkedHashMap<>();
            set.columns().forEach(each -> columns.put(each.name(), each.heading()));
            headings.put(set.name(), columns);
        }
        document.put("columns", headings);
        return document;
    }

    static Map<String, String> facts(Exported done) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("from", done.from());
        facts.put("asOf", done.asOf().toString());
        facts.put("files", "" + done.sets().size());
        facts.put("rows", "" + done.rows());
        for (SetFile each : done.sets()) {
            String word = word(each.set());
            String free = word;
            for (int i = 2; facts.containsKey(free); i++) {
                // The record takes no hyphens, so `form-1` and `form1` are one word.
                free = word + "x" + i;
            }
            facts.put(free, each.file() + ": " + Counts.of(each.rows(), "row") + ", SHA-256 " + each.sha256());
        }
        return facts;
    }

    /// The name of a set as the record takes one, such as `setAuditLogs`.
    private static String word(String set) {
        StringBuilder word = new StringBuilder("set");
        for (String part : set.split("-", -1)) {
            word.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return word.toString();
    }

    @Override
    public Compared compare(Question question, Progress progress) throws BackstayException, InterruptedException {
        // Before a database is started or recovered for a file that is not there.
        if (!Files.exists(question.path())) {
            throw new BackstayException(new Failure.NotFound(question.path().toString(), "Check the path."));
        }
        Path out = question.out();
        if (out == null) {
            return compared(question, progress);
        }
        NewFolder.require(out.toAbsolutePath());
        Deed deed = Deed.of("tenant.export", question.whose().connection() + " to " + out.toAbsolutePath())
                .about(question.whose().tenant())
                .with("form", "rows that a data set is missing");
        return written(from(deed, question.from()), question, progress);
    }

    /// When nothing could be decided, nothing was written: the answer stands, and the export has failed.
    private Compared written(Deed deed, Question question, Progress progress)
            throws BackstayException, InterruptedException {
        var undecided = new AtomicReference<@Nullable Compared>();
        try {
            return recorder.act(
                    Permission.EXPORT_TENANT,
                    deed,
                    () -> {
                        Compared done = compared(question, progress);
                        if (done.out() == null) {
                            undecided.set(done);
                            throw new BackstayException(new Failure.Conflict(
                                    "Nothing was written, because nothing was decided", "See what the answer says."));
                        }
                        return done;
                    },
                    SetDesk::missing);
        } catch (BackstayException e) {
            Compared answer = undecided.get();
            if (answer == null) {
                throw e;
            }
            return answer;
        }
    }

    private static Map<String, String> missing(Compared done) {
        long files = done.sets().stream().filter(SetMatch::isWritten).count();
        return Map.of("files", "" + files, "rows", sum(done, SetDifference::missing));
    }

    private Compared compared(Question question, Progress progress) throws BackstayException, InterruptedException {
        Deed deed = Deed.of("tenant.compare", question.whose().connection())
                .about(question.whose().tenant())
                .with("file", question.path().toAbsolutePath().toString());
        String reveal = question.look().reveal();
        return recorder.act(
                Permission.COMPARE_SETS,
                from(reveal == null ? deed : deed.with("reveal", reveal), question.from()),
                () -> source.read(
                        question.whose(),
                        question.from(),
                        progress,
                        found -> new SetMatch(question, found, sets(found)).compare(progress)),
                done -> Map.of(
                        "sets", "" + done.sets().size(),
                        "missing", sum(done, SetDifference::missing),
                        "added", sum(done, SetDifference::added),
                        "changed", sum(done, SetDifference::changed)));
    }

    private static String sum(Compared done, ToLongFunction<SetDifference> count) {
        return "" + done.sets().stream().mapToLong(count).sum();
    }

    private static Deed from(Deed deed, From from) {
        return switch (from) {
            case From.Live _ -> deed.with("from", "live");
            case From.Then then -> {
                Deed more = then.point() == null ? deed : deed.with("from", then.point());
                yield then.at() == null ? more : more.with("at", then.at().toString());
            }
        };
    }

    /// The data sets of the mapping, for this tenant.
    private static List<DataSet> sets(SetSource.Found found) throws BackstayException {
        List<DataSet> sets = found.file().file().sets().stream()
                .map(set -> set.forTenant(found.rows().tenant()))
                .toList();
        if (sets.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "A data set in " + found.file().name(), "Declare some under 'sets'; docs/data-sets.md says how."));
        }
        return sets;
    }

    /// Those of the names, or all.
    static List<DataSet> chosen(List<DataSet> sets, List<String> names) throws BackstayException {
        for (String name : names) {
            if (sets.stream().noneMatch(set -> set.name().equals(name))) {
                throw new BackstayException(new Failure.NotFound(
                        "A data set called " + name,
                        "These are there: "
                                + String.join(
                                        ", ", sets.stream().map(DataSet::name).toList()) + "."));
            }
        }
        return sets.stream()
                .filter(set -> names.isEmpty() || names.contains(set.name()))
                .toList();
    }
}
