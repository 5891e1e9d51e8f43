package io.backstay.ui.console;

import io.backstay.act.Cases;
import io.backstay.act.check.ComplianceExports;
import io.backstay.act.check.Facts;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Reports;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.policy.Retentions;
import io.backstay.act.practice.Practice;
import io.backstay.act.record.Records;
import io.backstay.act.restore.Restores;
import io.backstay.act.tenant.DataSets;
import io.backstay.act.test.RestoreTests;
import io.backstay.act.undo.Undos;
import io.backstay.ui.compliance.AcceptModel;
import io.backstay.ui.compliance.ComplianceModel;
import io.backstay.ui.compliance.ComplianceView;
import io.backstay.ui.compliance.CurveModel;
import io.backstay.ui.compliance.ExportModel;
import io.backstay.ui.compliance.ForecastModel;
import io.backstay.ui.compliance.TestsModel;
import io.backstay.ui.connections.ConnectionsModel;
import io.backstay.ui.connections.ConnectionsView;
import io.backstay.ui.incidents.CaseModel;
import io.backstay.ui.incidents.IncidentsModel;
import io.backstay.ui.incidents.IncidentsView;
import io.backstay.ui.incidents.TimelineModel;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.incidents.report.ReportModel;
import io.backstay.ui.incidents.sets.SetsModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.LeasesModel;
import io.backstay.ui.lab.LabModel;
import io.backstay.ui.lab.LabView;
import io.backstay.ui.overview.OverviewModel;
import io.backstay.ui.overview.OverviewView;
import io.backstay.ui.points.BackUpModel;
import io.backstay.ui.points.PointsModel;
import io.backstay.ui.points.PointsView;
import io.backstay.ui.record.HandOnModel;
import io.backstay.ui.record.RecordModel;
import io.backstay.ui.record.RecordView;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.view.RestoreView;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import io.backstay.ui.shell.Workbench;
import io.backstay.ui.unlock.FilesModel;
import io.backstay.ui.unlock.FirstRunModel;
import io.backstay.ui.unlock.UnlockModel;
import io.backstay.ui.unlock.UnlockView;
import io.backstay.ui.vault.VaultModel;
import io.backstay.ui.vault.VaultView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the screens in the order of the navigation.
public final class ConsoleScreens {
    /// The policy that the overview measures against.
    public static final String POLICY = "agentic-labs";

    private ConsoleScreens() {}

    /// What the screens ask.
    ///
    /// @param reports null where reports are not written in the window
    /// @param log     null where no log can be looked into
    public record Acts(
            Facts facts,
            Practice practice,
            Restores restores,
            Cases cases,
            Incidents incidents,
            @Nullable Reports reports,
            Records records,
            RestoreTests tests,
            PolicyTexts texts,
            ComplianceExports exports,
            Retentions retentions,
            PointsModel.@Nullable Log log) {}

    /// Builds them on the UI thread; blocks nowhere.
    public static List<Screen> build(Acts acts, Workbench bench) {
        return build(acts, bench, new RestoreModel(acts.restores(), acts.facts(), bench.background(), bench.clock()));
    }

    /// The same where restores can be undone and databases of one's own be added.
    public static List<Screen> build(Acts acts, Undos undos, Connections connections, Workbench bench) {
        var restore = new RestoreModel(acts.restores(), acts.facts(), undos, bench.background(), bench.clock());
        List<Screen> screens = new ArrayList<>(
                build(acts, bench, restore, (asset, progress) -> connections.create(asset, null, progress)));
        int vault = 0;
        while (screens.get(vault).section() != Section.VAULT) {
            vault++;
        }
        VaultView credentials = (VaultView) screens.get(vault);
        var model = new ConnectionsModel(
                connections,
                bench.background(),
                bench.clock(),
                bench.allowed(),
                new VaultKeyring(credentials.model(), bench));
        screens.add(vault, new ConnectionsView(model));
        restore.staging().with((database, onNamed) -> {
            bench.navigation().go(new Place.Connections());
            model.addStaging(database, name -> {
                onNamed.accept(name);
                bench.navigation().go(new Place.Restore(null));
            });
        });
        return List.copyOf(screens);
    }

    /// The same where data sets of firms can be handed on and compared.
    public static List<Screen> build(Acts acts, Undos undos, Connections connections, DataSets sets, Workbench bench) {
        List<Screen> screens = build(acts, undos, connections, bench);
        for (Screen screen : screens) {
            if (screen instanceof IncidentsView incidents) {
                incidents.with(new SetsModel(
                        sets,
                        () -> connections.list().stream().map(Connection::name).toList(),
                        bench.background(),
                        bench.allowed()));
            }
        }
        return screens;
    }

    /// The same around a restore that somebody else drives.
    static List<Screen> build(Acts acts, Workbench bench, RestoreModel restore) {
        return build(acts, bench, restore, null);
    }

    private static List<Screen> build(
            Acts acts, Workbench bench, RestoreModel restore, BackUpModel.@Nullable Making making) {
        Background background = bench.background();
        ComplianceModel compliance = new ComplianceModel(acts.facts(), acts.texts(), background);
        return List.of(
                new OverviewView(
                        new OverviewModel(acts.facts(), POLICY, background, bench.clock(), bench.navigation())),
                points(acts, bench, making),
                new ComplianceView(
                        compliance,
                        new ComplianceView.Beside(
                                new TestsModel(
                                        acts.tests(),
                                        () -> acts.incidents().aftermath(),
                                        background,
                                        bench.clock(),
                                        compliance::check),
                                new CurveModel(acts.facts(), background),
                                new ForecastModel(
                                        acts.facts(),
                                        acts.retentions(),
                                        background,
                                        bench.times().customer()),
                                new AcceptModel(
                                        acts.texts(),
                                        background,
                                        bench.allowed(),
                                        bench.times().operator(),
                                        compliance::check),
                                new ExportModel(acts.exports(), background))),
                new RestoreView(
                        restore, run -> bench.navigation().go(new Place.Acts(new Records.Filter(null, null, run, "")))),
                incidents(acts, bench),
                new LabView(new LabModel(
                        acts.practice(),
                        background,
                        bench.clock(),
                        intake -> bench.navigation().go(new Place.Restore(intake)))),
                new VaultView(
                        new VaultModel(bench.door(), background, bench.allowed(), bench.clipboard()),
                        leases(bench),
                        bench.times()),
                new RecordView(
                        new RecordModel(acts.records(), background),
                        new HandOnModel(acts.records(), background, bench.allowed()),
                        bench.times()),
                unlock(bench));
    }

    private static Screen points(Acts acts, Workbench bench, BackUpModel.@Nullable Making making) {
        var model = new PointsModel(acts.facts(), acts.log(), bench.background(), bench.clock(), bench.navigation());
        BackUpModel backUp = making == null
                ? null
                : new BackUpModel(making, bench.background(), bench.allowed(), bench.door()::isOpen, model::refresh);
        return new PointsView(model, backUp, bench);
    }

    private static Screen incidents(Acts acts, Workbench bench) {
        Reports reports = acts.reports();
        return new IncidentsView(
                new IncidentsModel(acts.cases(), acts.incidents(), bench.background()),
                new CaseModel(acts.incidents(), bench.background(), bench.clock(), bench.allowed()),
                new TimelineModel(acts.incidents(), bench.background(), bench.allowed()),
                new NewCaseModel(
                        acts.incidents(),
                        acts.facts(),
                        bench.background(),
                        bench.clock(),
                        bench.times().operator(),
                        bench.allowed()),
                reports == null ? null : new ReportModel(reports, bench.background(), bench.allowed()),
                bench.navigation());
    }

    /// What stands in the place of every screen that needs the vault while it is locked.
    private static Screen unlock(Workbench bench) {
        Navigation navigation = bench.navigation();
        Runnable leave = () -> navigation.go(new Place.Overview());
        FirstRunModel firstRun = new FirstRunModel(
                bench.door(),
                bench.background(),
                bench.allowed(),
                bench.clipboard(),
                new FirstRunModel.Ways(() -> navigation.go(new Place.Lab()), leave));
        return new UnlockView(
                new UnlockModel(bench.door(), bench.background(), bench.times(), firstRun),
                leases(bench),
                new FilesModel(bench.door(), bench.background(), bench.times(), bench.allowed()),
                leave);
    }

    private static LeasesModel leases(Workbench bench) {
        return new LeasesModel(bench.door(), bench.background(), bench.times());
    }
}
