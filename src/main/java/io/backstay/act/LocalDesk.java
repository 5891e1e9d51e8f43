package io.backstay.act;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.act.bell.BellDesk;
import io.backstay.act.bell.Bells;
import io.backstay.act.bell.RunningCases;
import io.backstay.act.check.AlertDesk;
import io.backstay.act.check.Alerts;
import io.backstay.act.check.CatalogueFacts;
import io.backstay.act.check.ComplianceExports;
import io.backstay.act.check.PolicyDesk;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.desk.ConnectionDesk;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.Sites;
import io.backstay.act.connection.transport.Stores;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.environment.EnvironmentDesk;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.incident.Aftermath;
import io.backstay.act.incident.IncidentDesk;
import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Probes;
import io.backstay.act.incident.ReportDesk;
import io.backstay.act.incident.Reports;
import io.backstay.act.policy.Moments;
import io.backstay.act.policy.PolicyTextDesk;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.policy.RetentionDesk;
import io.backstay.act.policy.Retentions;
import io.backstay.act.practice.ConnectionGrounds;
import io.backstay.act.practice.DeskSites;
import io.backstay.act.practice.LabGrounds;
import io.backstay.act.practice.LabPractice;
import io.backstay.act.practice.NamedDatabases;
import io.backstay.act.record.RecordDesk;
import io.backstay.act.record.Records;
import io.backstay.act.restore.OpenRestores;
import io.backstay.act.restore.PlanDesk;
import io.backstay.act.restore.RestoreDesk;
import io.backstay.act.restore.Restores;
import io.backstay.act.restore.RunDesk;
import io.backstay.act.restore.Runs;
import io.backstay.act.restore.Searches;
import io.backstay.act.role.Role;
import io.backstay.act.tenant.DataSets;
import io.backstay.act.tenant.ExportDesk;
import io.backstay.act.tenant.MappingDesk;
import io.backstay.act.tenant.OwnMappings;
import io.backstay.act.tenant.SetDesk;
import io.backstay.act.tenant.TenantDatabases;
import io.backstay.act.tenant.TenantExports;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.act.test.RestoreTests;
import io.backstay.act.test.TestDesk;
import io.backstay.act.test.TestGrounds;
import io.backstay.act.undo.UndoDesk;
import io.backstay.act.undo.Undos;
import io.backstay.act.vault.VaultDesk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Lifetime;
import io.backstay.base.Storage;
import io.backstay.connect.http.way.Way;
import io.backstay.lab.Lab;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.manifest.ManifestHeader;
import io.backstay.manifest.Manifests;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.vault.KeyMaking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The desk over one state folder on this machine. What is not asked for is not opened, so reading a file alone
/// leaves no trace.
public final class LocalDesk implements Desk {
    private final Place place;
    private final InstantSource clock;
    private final Means means;
    private final PolicyDesk policies;
    private final Lifetime lifetime = new Lifetime();
    private final FolderBooks folder;
    private final Stores stores;
    private final OpenRestores open = new OpenRestores();
    private @Nullable LabPractice practice;
    private @Nullable VaultDesk vault;

    /// A desk that has opened nothing yet.
    public LocalDesk(Place place, Means means) {
        this.place = place;
        this.means = means;
        this.clock = means.clock();
        this.folder = lifetime.own(new FolderBooks(place, means));
        this.stores = lifetime.own(new Stores(means.random(), clock, folder.calls()));
        this.policies = new PolicyDesk(place.home().resolve("policies"), clock);
    }

    /// What the desk works with.
    ///
    /// @param random      makes what nobody must guess: a cryptographic one, except in tests
    /// @param keys        what passphrases are made keys with
    /// @param idleLimit   how long the vault stays open while nobody touches the window
    /// @param protections looks at what protects this process; must not fail
    public record Means(
            InstantSource clock,
            RandomGenerator random,
            Storage storage,
            KeyMaking keys,
            Duration idleLimit,
            Supplier<List<Protection>> protections) {}

    /// Where the desk stands.
    ///
    /// @param home    the state folder
    /// @param labs    the lab that the console starts; a drill changes its size and seed
    /// @param actor   who acts
    /// @param session names this run of Backstay
    /// @param version of Backstay
    public record Place(Path home, LabSpec labs, String actor, String session, String version) {}

    @Override
    public synchronized CatalogueFacts facts() throws BackstayException {
        Aftermath after = incidents().aftermath();
        return new CatalogueFacts(
                folder.catalogue(),
                policies,
                clock,
                new CatalogueFacts.Notices(after::overdue, after::followed),
                () -> book().read());
    }

    @Override
    public synchronized LabPractice practice() throws BackstayException {
        if (practice == null) {
            practice = lifetime.own(new LabPractice(place.labs(), ground()));
        }
        return practice;
    }

    /// A lab of its own for one drill; the caller closes it.
    synchronized LabPractice practice(DrillOptions options) throws BackstayException {
        LabSpec usual = place.labs();
        PracticeSize size = PracticeSize.valueOf(options.size().name());
        LabSpec spec = new LabSpec(usual.root(), usual.system(), usual.processor(), size, options.seed());
        return new LabPractice(spec, ground());
    }

    @Override
    public synchronized Restores restores() throws BackstayException {
        return restores(sites(), databases());
    }

    @Override
    public synchronized Searches searches() throws BackstayException {
        return restores(sites(), databases());
    }

    /// Restores on a lab of their own, by the mapping that comes with it.
    synchronized RestoreDesk restores(LabPractice on) throws BackstayException {
        return restores(on::site, new NamedDatabases(() -> on, this::connectionSites));
    }

    private Sites sites() throws BackstayException {
        return new DeskSites(practice(), mappings(), connectionSites());
    }

    private OwnMappings mappings() {
        return new OwnMappings(place.home().resolve("mappings"));
    }

    /// @param reached the databases whose service is asked after a restore
    private RestoreDesk restores(Sites sites, TenantDatabases reached) throws BackstayException {
        return new RestoreDesk(
                new RestoreDesk.Ground(
                        folder.catalogue(),
                        sites,
                        this::promise,
                        policies.curves(folder::catalogue),
                        (caseId, policy, progress) -> incidentDesk(reached).answered(caseId, policy, progress)),
                folder.books(),
                approvals(),
                open,
                clock);
    }

    /// Where nobody named a policy, the connection of the database may; the practice lab's own is known without one.
    private @Nullable Promise promise(@Nullable String named, Intake intake) throws BackstayException {
        boolean own = named == null && !intake.database().equals(Lab.DATABASE);
        return policies.tenantPromise(own ? facts().policyOf(intake.database()) : named, intake);
    }

    @Override
    public synchronized Runs runs() throws BackstayException {
        return new RunDesk(restores(sites(), databases()), folder.books().journal(), PlanDesk.locks(folder.home()));
    }

    @Override
    public synchronized Undos undos() throws BackstayException {
        RestoreDesk.Books all = folder.books();
        return new UndoDesk(
                new UndoDesk.Books(
                        all.journal(), all.audit(), folder.recorder(), all.cases(), PlanDesk.locks(folder.home())),
                sites(),
                clock);
    }

    @Override
    public synchronized ApprovalDesk approvals() throws BackstayException {
        return new ApprovalDesk(
                new ApprovalDesk.Place(folder.home(), folder.vaultPlace().trust(), place.actor(), means.storage()),
                folder.audit(),
                folder.recorder(),
                this::vaultDesk,
                clock,
                means.random());
    }

    @Override
    public synchronized Cases cases() throws BackstayException {
        return new CaseDesk(folder.books().cases());
    }

    @Override
    public synchronized Reports reports() throws BackstayException {
        var needed = new ReportDesk.Books(
                () -> folder.books().cases(),
                folder::audit,
                folder::recorder,
                policies.curves(folder::catalogue),
                () -> folder.keys().current());
        return new ReportDesk(needed, place.home(), place.actor(), policies.policies(), incidents(), clock);
    }

    @Override
    public Incidents incidents() {
        return incidentDesk(databases());
    }

    private IncidentDesk incidentDesk(TenantDatabases reached) {
        var needed = new IncidentDesk.Books(
                () -> folder.books().cases(),
                folder::catalogue,
                folder::recorder,
                folder::audit,
                () -> new IncidentDesk.Restores.Place(folder.books().journal(), PlanDesk.locks(folder.home())));
        var probes = new Probes(place.home(), reached, means.random());
        return new IncidentDesk(needed, policies.policies(), probes, place.actor(), clock);
    }

    @Override
    public synchronized Drills drills() throws BackstayException {
        return new DrillRun(this, folder.catalogue(), folder.recorder(), clock);
    }

    @Override
    public synchronized EnvironmentRestores environmentRestores() throws BackstayException {
        return environmentDesk();
    }

    synchronized EnvironmentDesk environmentDesk() throws BackstayException {
        var all = folder.books().ofEnvironments(folder.recorder(), policies.curveSource(folder::catalogue));
        var accounts = new EnvironmentDesk.Accounts(
                connectionSites(),
                folder.catalogue(),
                folder.audit().origin(),
                PlanDesk.locks(folder.home()),
                approvals());
        return new EnvironmentDesk(all, grounds(), accounts, clock);
    }

    @Override
    public synchronized RestoreTests restoreTests() throws BackstayException {
        var all = folder.books().ofTests(folder.recorder(), policies.curveSource(folder::catalogue));
        return new TestDesk(folder.catalogue(), policies.policies(), all, grounds(), clock);
    }

    @Override
    public synchronized Records records() throws BackstayException {
        return new RecordDesk(folder::audit, folder.vaultPlace().trust(), folder.recorder());
    }

    @Override
    public synchronized TenantMaps tenantMaps() throws BackstayException {
        return new MappingDesk(folder.recorder(), databases(), mappings());
    }

    @Override
    public synchronized TenantExports tenantExports() throws BackstayException {
        return new ExportDesk(folder.recorder(), databases(), mappings());
    }

    @Override
    public synchronized DataSets dataSets() throws BackstayException {
        return new SetDesk(folder.recorder(), databases(), mappings(), grounds(), clock);
    }

    private NamedDatabases databases() {
        return new NamedDatabases(this::practice, this::connectionSites);
    }

    @Override
    public synchronized Connections connections() throws BackstayException {
        Connections.Practising lab = (name, progress) -> practice().backUp(name, progress);
        return new ConnectionDesk(
                connectionSites(),
                new ConnectionDesk.Beside(lab, policies.policies(), folder.audit()::newest),
                folder.catalogue(),
                folder.recorder(),
                clock);
    }

    private ConnectionBook book() {
        return new ConnectionBook(place.home(), means.storage());
    }

    private ConnectionSites connectionSites() {
        ConnectionSites.Lender loans = () -> vaultDesk().loans();
        ConnectionSites.Planner planner = () -> folder.audit().origin();
        return new ConnectionSites(book(), loans, place.labs()::bundledPrograms, stores, planner);
    }

    private TestGrounds grounds() throws BackstayException {
        return new ConnectionGrounds(new LabGrounds(practice()), connectionSites());
    }

    @Override
    public PolicyTexts policyTexts() {
        return new PolicyTextDesk(
                new PolicyTextDesk.Place(place.home(), means.storage(), place.actor()),
                policies.policies(),
                folder::recorder,
                clock);
    }

    @Override
    public synchronized Vaults vaults() throws BackstayException {
        return vaultDesk();
    }

    private synchronized VaultDesk vaultDesk() throws BackstayException {
        if (vault == null) {
            vault = lifetime.own(new VaultDesk(
                    folder.vaultPlace(),
                    folder.audit(),
                    folder.recorder(),
                    folder.keys(),
                    Way::out,
                    name -> book().usesAsFarAsKnown(name)));
        }
        return vault;
    }

    @Override
    public List<Protection> protections() {
        return means.protections().get();
    }

    @Override
    public Role role() throws BackstayException {
        return folder.role();
    }

    @Override
    public synchronized long exportManifest(Path file) throws BackstayException {
        return manifestDesk().export(file);
    }

    @Override
    public synchronized ManifestHeader importManifest(Path file) throws BackstayException {
        return manifestDesk().load(file);
    }

    private ManifestDesk manifestDesk() throws BackstayException {
        return new ManifestDesk(folder::catalogue, folder.recorder(), clock);
    }

    /// Writes the manifest as part of an act that is recorded.
    synchronized long writeManifest(Path file) throws BackstayException {
        return ManifestDesk.write(folder.catalogue(), file, clock);
    }

    @Override
    public CheckResult checkManifests(String policyId, List<Path> files, @Nullable Instant at)
            throws BackstayException {
        return policies.check(policyId, Manifests.facts(files), Moments.of(files, at, clock));
    }

    @Override
    public List<AssetCurve> curvesOfManifests(String policyId, List<Path> files, @Nullable Instant at)
            throws BackstayException {
        return policies.curves(policyId, Manifests.facts(files), Moments.of(files, at, clock));
    }

    @Override
    public Retentions retentions() {
        return new RetentionDesk(policies.policies(), folder::catalogue, clock);
    }

    @Override
    public Alerts alerts() throws BackstayException {
        return new AlertDesk(facts(), folder.home());
    }

    @Override
    public Bells bells() throws BackstayException {
        var running = new RunningCases(() -> folder.books().cases(), incidents());
        return new BellDesk(running::cases, running::clocks, folder.home());
    }

    @Override
    public ComplianceExports complianceExports() {
        return new ComplianceExport(this, place.version());
    }

    /// The books of the folder.
    RestoreDesk.Books books() throws BackstayException {
        return folder.books();
    }

    /// Where the report of a case lies.
    Path reportFolder(String caseId) {
        return place.home().resolve("reports").resolve(caseId);
    }

    private LabPractice.Ground ground() throws BackstayException {
        return new LabPractice.Ground(
                folder.catalogue(), folder.audit(), folder.recorder(), open, folder.vaultPlace(), folder.keys());
    }

    /// Ends open restores first, then the lab, then what they wrote into.
    @Override
    public synchronized void close() {
        try (lifetime) {
            open.close();
        }
    }
}
