package io.backstay.act.restore;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.act.connection.reach.Sites;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.act.undo.UndoDesk;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Lifetime;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.incident.CaseBook;
import io.backstay.lab.Lab;
import io.backstay.lab.PracticeMapping;
import io.backstay.restore.Site;
import io.backstay.restore.journal.JournalFile;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.verdict.Promise;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The desk of runs over one state folder and a lab that another process may have started; any number of processes
/// can
/// stand on it.
public final class RunGround implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Promise PROMISE =
            new Promise("agentic-labs", "a promise", Duration.ofMinutes(5), Duration.ofHours(4));

    private final Lifetime lifetime = new Lifetime();
    private final List<String> asked = new ArrayList<>();
    private final Path home;
    private final RestoreDesk desk;
    private final RestoreJournal journal;
    private final RunDesk runs;
    private final AuditLog audit;
    private final CaseBook cases;
    private final Catalogue catalogue;
    private final Site site;

    /// @param watched stands between the journal and its file
    public RunGround(Path home, Site site, UnaryOperator<JournalFile> watched) throws BackstayException {
        this.home = home;
        this.site = site;
        this.catalogue = lifetime.own(Catalogue.open(home.resolve("catalogue.db")));
        this.cases = lifetime.own(CaseBook.open(home.resolve("cases.db")));
        this.audit = lifetime.own(AuditLog.open(
                home.resolve("audit.db"), CLOCK, new Who("jonas", "responder", "test"), new SecureRandom()));
        Gate gate = new Gate(Role.RESPONDER, () -> audit);
        JournalFile file = lifetime.own(watched.apply(RestoreJournal.file(home.resolve("restores.db"))));
        this.journal = RestoreJournal.over(file, CLOCK);
        var approvals = new ApprovalDesk(
                new ApprovalDesk.Place(home, home.resolve("trust"), "jonas", new DiskStorage()),
                audit,
                new Recorder(() -> audit, gate),
                () -> {
                    throw new AssertionError("no vault is asked for here");
                },
                CLOCK,
                new SecureRandom());
        this.desk = new RestoreDesk(
                new RestoreDesk.Ground(catalogue, new OneSite(site), (_, _) -> PROMISE, (_, _, _) -> null, service()),
                new RestoreDesk.Books(journal, audit, gate, cases, home.resolve("reports"), List.of()),
                approvals,
                lifetime.own(new OpenRestores()),
                CLOCK);
        this.runs = new RunDesk(desk, journal, PlanDesk.locks(home));
    }

    /// Answers nothing, as where no probe is configured, but notes that it was asked.
    private RestoredService service() {
        return (caseId, _, _) -> {
            asked.add(caseId);
            return null;
        };
    }

    /// The cases whose restored service was asked.
    List<String> asked() {
        return asked;
    }

    /// The same site, whatever makes its scratch databases.
    private record OneSite(Site site) implements Sites {
        @Override
        public Site of(AssetId database) {
            return site;
        }

        @Override
        public Sites on(@Nullable String staging) {
            return this;
        }
    }

    /// The report of a case.
    Path report(String caseId) {
        return home.resolve("reports").resolve(caseId).resolve("report.md");
    }

    public RunDesk runs() {
        return runs;
    }

    /// Undoing, by somebody of a role.
    public UndoDesk undos(Role role) {
        Gate gate = new Gate(role, () -> audit);
        return new UndoDesk(
                new UndoDesk.Books(journal, audit, new Recorder(() -> audit, gate), cases, PlanDesk.locks(home)),
                _ -> site,
                CLOCK);
    }

    public AuditLog audit() {
        return audit;
    }

    CaseBook cases() {
        return cases;
    }

    public RestoreDesk desk() {
        return desk;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    RestoreJournal journal() {
        return journal;
    }

    /// Writes down how the lab's database is reached, for other processes of this test.
    static Path note(Lab lab, Path file) throws BackstayException, IOException {
        Site site = lab.site();
        var note = new Properties();
        note.setProperty("port", Integer.toString(site.reader().port()));
        note.setProperty("database", site.reader().database());
        note.setProperty("programs", TestPostgres.programs().bin().toString());
        note.setProperty("backups", site.own().backups().toString());
        note.setProperty("archive", site.own().archive().folder().toString());
        put(note, "reader", site.reader());
        put(note, "scratch", site.own().superuser());
        put(note, "writer", site.writer());
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            note.store(out, null);
        }
        return file;
    }

    private static void put(Properties note, String name, Login login) throws BackstayException {
        note.setProperty(name, login.user());
        try (var password = login.password().open()) {
            note.setProperty(name + ".password", password.lendChars(String::new));
        }
    }

    /// The lab's database without its files, with scratch servers below a folder of one's own.
    ///
    /// @param port of live, or of what stands before it; 0 for the noted one
    static Site site(Path note, Path scratches, int port) throws BackstayException, InterruptedException, IOException {
        var said = new Properties();
        try (Reader in = Files.newBufferedReader(note, StandardCharsets.UTF_8)) {
            said.load(in);
        }
        int direct = Integer.parseInt(said.getProperty("port"));
        return new Site(
                Lab.DATABASE,
                new OwnBackups(
                        Path.of(said.getProperty("backups")),
                        new WalArchive(Path.of(said.getProperty("archive"))),
                        new Recovery(
                                Programs.in(Path.of(said.getProperty("programs"))),
                                TestPostgres.privilege(),
                                scratches),
                        login(said, "scratch", direct)),
                login(said, "reader", direct),
                login(said, "writer", port == 0 ? direct : port),
                new MappingFile(PracticeMapping.mapping(), true),
                null);
    }

    private static Login login(Properties said, String name, int port) {
        return new Login(
                "127.0.0.1",
                port,
                said.getProperty("database"),
                said.getProperty(name),
                Secrets.source(said.getProperty(name + ".password")));
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
