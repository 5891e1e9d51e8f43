package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Lease;
import io.backstay.act.vault.Vaults;
import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.act.vault.Vaults.State;
import io.backstay.act.vault.Vaults.Status;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.watch.IdleClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Whether the vault is open, for every part of one window; the one way to lock it from there. UI thread only.
public final class VaultDoor {
    /// Other programs use the same vault, so its state is read again every so many seconds.
    private static final int REFRESH_TICKS = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VaultSource source;
    private final Background background;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Status> status = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper covered = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Instant> now;
    private final List<Runnable> forgetters = new ArrayList<>();
    private @Nullable IdleClock idle;
    private Instant touchedAt;
    private boolean reading;
    private boolean again;
    private int ticks;

    /// A door that was not looked at yet; [#refresh()] does.
    public VaultDoor(VaultSource source, Background background, InstantSource clock) {
        this.source = source;
        this.background = background;
        this.clock = clock;
        this.touchedAt = clock.instant();
        this.now = new ReadOnlyObjectWrapper<>(touchedAt);
    }

    /// What is known of the vault; null before it was read.
    public ReadOnlyObjectProperty<@Nullable Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Why its state could not be read or why it could not be locked; null when all went well.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Whether the window shows nothing but the way to unlock.
    public ReadOnlyBooleanProperty coveredProperty() {
        return covered.getReadOnlyProperty();
    }

    /// The time, a second exact.
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// Whether its keys are in memory, as far as is known.
    public boolean isOpen() {
        return is(State.UNLOCKED);
    }

    /// Whether there is a vault and it is locked, or is just being locked.
    public boolean isLocked() {
        return is(State.LOCKED) || (covered.get() && !is(State.ABSENT));
    }

    /// Whether there is no vault yet, as far as is known.
    public boolean isAbsent() {
        return is(State.ABSENT);
    }

    /// The vault itself, for work behind the screen.
    public VaultSource source() {
        return source;
    }

    /// Runs whenever the vault is locked, before anything else: whoever shows or holds a secret lets go of it.
    public void onLock(Runnable forget) {
        forgetters.add(forget);
    }

    /// Reads the state again.
    public void refresh() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        background.call(_ -> source.vaults().status(), this::read, this::unreadable);
    }

    /// It was unlocked or made: the window is shown again.
    public void opened() {
        covered.set(false);
        touchedNow();
        refresh();
    }

    /// Shows what needs no vault, which stays locked.
    public void passBy() {
        covered.set(false);
    }

    /// Locks at once: secrets leave the screen before the keys leave the memory. Does nothing unless it is open.
    public void lock(LockCause cause) {
        if (!isOpen() || covered.get()) {
            return;
        }
        forget();
        covered.set(true);
        background.call(_ -> locked(cause), this::show, trouble -> {
            failure.set(trouble);
            refresh();
        });
    }

    /// Lets go of every secret that the window holds; for closing it.
    public void forget() {
        forgetters.forEach(Runnable::run);
    }

    /// A key was pressed or the pointer moved.
    public void touched() {
        if (idle != null) {
            idle.touched();
            touchedAt = clock.instant();
        }
    }

    /// A second has passed.
    public void tick() {
        now.set(clock.instant());
        IdleClock watch = idle;
        if (watch != null && watch.isIdle()) {
            lock(LockCause.IDLE);
        }
        ticks++;
        if (ticks % REFRESH_TICKS == 0) {
            refresh();
        }
    }

    /// What the status line says, empty while nothing is known.
    public String words() {
        Status known = status.get();
        if (known == null) {
            // A window that has no vault, such as one that shows a recorded run, says nothing of one.
            Failure trouble = failure.get();
            return trouble == null || trouble instanceof Failure.Unsupported ? "" : "Vault not available";
        }
        return switch (known.state()) {
            case ABSENT -> "No vault yet";
            case LOCKED -> "Vault locked" + runs(known.leases());
            case UNLOCKED -> covered.get() ? "Locking the vault" : "Vault locks in " + left(known.idleLimit());
        };
    }

    /// A run that goes on behind the lock is named; of several, how many they are.
    private static String runs(List<Lease> leases) {
        return switch (leases.size()) {
            case 0 -> "";
            case 1 -> ", " + leases.getFirst().restore() + " goes on";
            default -> ", " + leases.size() + " runs go on";
        };
    }

    private String left(Duration limit) {
        Duration left = Duration.between(now.get(), touchedAt.plus(limit));
        if (left.compareTo(MINUTE) < 0) {
            return Durations.words(left.isNegative() ? Duration.ZERO : Duration.ofSeconds(left.toSeconds()));
        }
        return Durations.words(
                Duration.ofMinutes(left.plus(MINUTE).minusSeconds(1).toMinutes()));
    }

    private boolean is(State state) {
        Status known = status.get();
        return known != null && known.state() == state;
    }

    private Status locked(LockCause cause) throws BackstayException {
        Vaults vaults = source.vaults();
        vaults.lock(cause);
        return vaults.status();
    }

    private void read(Status found) {
        reading = false;
        show(found);
        if (again) {
            again = false;
            refresh();
        }
    }

    private void unreadable(Failure trouble) {
        reading = false;
        again = false;
        failure.set(trouble);
    }

    private void show(Status found) {
        Status before = status.get();
        failure.set(null);
        boolean wasOpen = before != null && before.state() == State.UNLOCKED;
        boolean open = found.state() == State.UNLOCKED;
        if (open && !wasOpen) {
            idle = new IdleClock(found.idleLimit(), clock);
            touchedNow();
        } else if (!open) {
            idle = null;
        }
        if (found.state() == State.LOCKED && (before == null || wasOpen)) {
            // Another program, or the screen's own lock, may have locked it.
            if (wasOpen && !covered.get()) {
                forget();
            }
            covered.set(true);
        }
        status.set(found);
        if (found.state() == State.ABSENT) {
            covered.set(false);
        }
    }

    private void touchedNow() {
        touchedAt = clock.instant();
        now.set(touchedAt);
        if (idle != null) {
            idle.touched();
        }
    }
}
