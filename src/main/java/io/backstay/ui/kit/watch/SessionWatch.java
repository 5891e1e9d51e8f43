package io.backstay.ui.kit.watch;

import io.backstay.act.vault.Vaults.LockCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Notices that the operator's session was locked or that the machine slept. Used by one thread.
///
/// Sleep shows in two clocks: that of the wall goes on, and the one that counts from the start stands still (Linux
/// and macOS; on Windows both go on, and only the idle limit locks). A wall clock that is set ahead looks the same
/// and locks too, which is the safe side. Each event is told once: a screen that stays locked, or whose desktop
/// forgets to say that it is open again, does not keep the vault shut.
public final class SessionWatch {
    /// More than this ahead of the counting clock, between two ticks, and the machine slept.
    public static final Duration JUMP_MAX = Duration.ofSeconds(30);

    private final InstantSource wall;
    private final LongSupplier counting;
    private final List<ScreenObserver> screens;
    private Instant wallThen;
    private long countThen;
    private boolean lockedThen;

    /// A watch that begins now.
    ///
    /// @param counting nanoseconds that never go back, such as `System::nanoTime`
    public SessionWatch(InstantSource wall, LongSupplier counting, List<ScreenObserver> screens) {
        this.wall = wall;
        this.counting = counting;
        this.screens = List.copyOf(screens);
        this.wallThen = wall.instant();
        this.countThen = counting.getAsLong();
    }

    /// Looks at clocks and screens; to be called every second or so.
    ///
    /// @return why the vault must be locked now, or null
    public @Nullable LockCause tick() {
        boolean slept = hasSlept();
        boolean locked = screens.stream().anyMatch(screen -> screen.seen() == ScreenObserver.Sight.LOCKED);
        boolean lockedNow = locked && !lockedThen;
        lockedThen = locked;
        return slept || lockedNow ? LockCause.SCREEN : null;
    }

    private boolean hasSlept() {
        Instant wallNow = wall.instant();
        long countNow = counting.getAsLong();
        Duration ahead = Duration.between(wallThen, wallNow).minusNanos(countNow - countThen);
        wallThen = wallNow;
        countThen = countNow;
        return ahead.compareTo(JUMP_MAX) > 0;
    }
}
