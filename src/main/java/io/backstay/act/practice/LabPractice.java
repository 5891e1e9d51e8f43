package io.backstay.act.practice;

import io.backstay.act.restore.OpenRestores;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.SealedLab;
import io.backstay.act.vault.SigningKeys;
import io.backstay.act.vault.VaultPlace;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.lab.Lab;
import io.backstay.lab.LabKeys;
import io.backstay.lab.LabSpec;
import io.backstay.lab.story.Corruption;
import io.backstay.restore.Site;
import io.backstay.restore.verdict.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts and stops the lab, and lists what it holds into the catalogue. Safe for use by several threads.
public final class LabPractice implements Practice, AutoCloseable {
    private static final String TARGET = "practice lab";
    private static final ZoneId CUSTOMER_ZONE = ZoneId.of("Australia/Melbourne");

    private final LabSpec spec;
    private final Ground ground;
    private final Catalogue catalogue;
    private final InstantSource clock;
    /// Read without the lock, because starting holds it for long.
    private volatile @Nullable Lab lab;

    private Lab.@Nullable Story story;
    private @Nullable SealedLab sealed;

    /// A lab that is not started yet.
    public LabPractice(LabSpec spec, Ground ground) {
        this.spec = spec;
        this.ground = ground;
        this.catalogue = ground.catalogue();
        this.clock = ground.vault().clock();
    }

    /// What a practice stands on.
    ///
    /// @param open  restores that a stop would pull the ground from
    /// @param vault what its throw-away vault is made with
    /// @param keys  which key signs the record
    public record Ground(
            Catalogue catalogue,
            AuditLog audit,
            Recorder recorder,
            OpenRestores open,
            VaultPlace vault,
            SigningKeys keys) {}

    @Override
    public Status status() {
        Lab up = lab;
        return up == null
                ? new Status(false, List.of(), null, null, null)
                : new Status(true, up.parts(), up.folder(), up.privilege(), up.startedAt());
    }

    @Override
    public synchronized Intake start(Progress progress) throws BackstayException, InterruptedException {
        return call(begin(Lab::happen, progress));
    }

    /// Starts the lab and lets something else happen there than the usual deletion.
    public synchronized <T> T begin(Happening<T> happening, Progress progress)
            throws BackstayException, InterruptedException {
        if (lab != null) {
            throw new BackstayException(
                    new Failure.Conflict("The practice lab runs already", "Stop it first, or go on with it."));
        }
        Deed deed = Deed.of("lab.up", TARGET)
                .with("seed", Long.toString(spec.seed()))
                .with("size", spec.size().name());
        return recorded(deed, () -> bringUp(happening, progress));
    }

    /// Something that happens in a lab that has just been seeded.
    @FunctionalInterface
    public interface Happening<T> {
        T in(Lab lab, Progress progress) throws BackstayException, InterruptedException;
    }

    private <T> T bringUp(Happening<T> happening, Progress progress) throws BackstayException, InterruptedException {
        forget();
        SealedLab vault = new SealedLab(ground.vault(), ground.audit(), ground.keys());
        sealed = vault;
        Lab up = Lab.up(spec, new LabKeys(ground.vault().random(), vault), clock, progress);
        boolean listed = false;
        try {
            for (String sentence : up.cleared()) {
                ground.audit().note(Deed.of("lab.clear", TARGET).with("said", sentence));
            }
            T happened = happening.in(up, progress);
            lab = up;
            progress.step("Listing recovery points");
            list();
            listed = true;
            return happened;
        } finally {
            if (!listed) {
                lab = null;
                up.close();
            }
        }
    }

    private <T> T recorded(Deed deed, Recorder.Work<T, InterruptedException> work)
            throws BackstayException, InterruptedException {
        return ground.recorder().act(Permission.PRACTISE, deed, work);
    }

    /// What the practice before this one left in the record is signed, and its key is gone.
    private void forget() throws BackstayException {
        SealedLab before = sealed;
        sealed = null;
        if (before != null) {
            before.end();
        }
    }

    /// What the firm says when it calls: the moment is the last one at which everything was still there.
    public synchronized Intake call(Lab.Story happened) {
        story = happened;
        return new Intake(
                Lab.DATABASE,
                Lab.FILES,
                happened.accident().firm(),
                "Clients, jobs, invoices and documents",
                happened.accident().justBefore(),
                Duration.ZERO,
                CUSTOMER_ZONE,
                "Priya Nair, administrator",
                "called back on the number on file",
                clock.instant());
    }

    /// What the firm says when it found wrong values: the moment is the last one before the first of them.
    public synchronized Intake call(Corruption happened) {
        return new Intake(
                Lab.DATABASE,
                null,
                happened.firm(),
                "Phone numbers of clients, due dates of invoices, titles of jobs",
                happened.justBefore(),
                Duration.ZERO,
                CUSTOMER_ZONE,
                "Priya Nair, administrator",
                "called back on the number on file",
                clock.instant());
    }

    /// Plants the trigger that the proof of an import must notice.
    public synchronized void sabotage() throws BackstayException, InterruptedException {
        Lab up = running();
        Lab.Story happened = story;
        if (happened == null) {
            throw new IllegalStateException("nothing has happened in the lab yet");
        }
        recorded(Deed.of("lab.sabotage", TARGET), () -> {
            up.sabotage(happened);
            return true;
        });
    }

    /// Deletes an object as the product would.
    void delete(String key) throws BackstayException, InterruptedException {
        running().delete(key);
    }

    /// Takes a base backup of the lab's database now, and lists it.
    public synchronized void backUp(String name, Progress progress) throws BackstayException, InterruptedException {
        running().backUp(name, progress);
        list();
    }

    /// An empty bucket for what is restored to a new place.
    public ObjectStore newBucket() throws BackstayException {
        return running().newBucket();
    }

    /// Held while something else than a restore uses the lab; until then it is not stopped.
    Lifetime use(String name) {
        return ground.open().use(name);
    }

    /// How a restore reaches one of the lab's databases.
    public synchronized Site site(AssetId database) throws BackstayException {
        if (!database.equals(Lab.DATABASE)) {
            throw new BackstayException(
                    new Failure.NotFound("A connection to " + database, "The practice lab has its own database only."));
        }
        return running().site();
    }

    /// How the lab's database is reached, after starting the lab where it does not run yet.
    synchronized Site upAndReachable(Progress progress) throws BackstayException, InterruptedException {
        if (lab == null) {
            start(progress);
        }
        return running().site();
    }

    /// Lists what the lab holds into the catalogue, as a sync does of a connection.
    ///
    /// @throws BackstayException also when one of its folders is away; nothing is changed then
    public synchronized void list() throws BackstayException, InterruptedException {
        Lab up = running();
        List<RecoveryPoint> points = up.points();
        for (Asset asset : up.assets()) {
            catalogue.replace(
                    asset,
                    points.stream()
                            .filter(point -> point.asset().equals(asset.id()))
                            .toList());
        }
    }

    /// Refused while a restore is open: its scratch server runs in the lab's folder.
    @Override
    public synchronized void stop() throws BackstayException, InterruptedException {
        String restore = ground.open().any();
        if (lab != null && restore != null) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore " + restore + " is open on the practice lab",
                    "Close that restore first, then stop the lab."));
        }
        end();
    }

    private void end() throws BackstayException, InterruptedException {
        Lab up = lab;
        if (up == null) {
            return;
        }
        recorded(Deed.of("lab.down", TARGET), () -> {
            lab = null;
            story = null;
            up.close();
            expire();
            return true;
        });
    }

    /// The lab's points went with it; from now on they count for nothing.
    private void expire() throws BackstayException {
        Instant now = clock.instant();
        for (Asset asset : catalogue.assets()) {
            if (asset.id().equals(Lab.DATABASE)) {
                List<RecoveryPoint> gone = new ArrayList<>();
                catalogue.eachPoint(
                        new PointFilter(asset.id(), Set.of(), ""), point -> gone.add(point.expiringAt(now)));
                catalogue.replace(asset, gone);
            }
        }
    }

    private Lab running() throws BackstayException {
        Lab up = lab;
        if (up == null) {
            throw new BackstayException(
                    new Failure.NotFound("A running practice lab", "Start the practice lab first."));
        }
        return up;
    }

    /// Stops the lab whatever is open on it.
    @Override
    public synchronized void close() {
        try {
            end();
            forget();
        } catch (BackstayException e) {
            throw new IllegalStateException(e.failure().message(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
        }
    }

    /// What runs must not outlive this, even when its end cannot be written down.
    private synchronized void abandon() {
        Lab up = lab;
        lab = null;
        if (up != null) {
            up.close();
        }
    }
}
