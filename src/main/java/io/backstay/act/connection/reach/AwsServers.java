package io.backstay.act.connection.reach;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.staging.NewServers;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.aws.scratch.ServerPlan;
import io.backstay.connect.aws.scratch.Waiting;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Tls;
import io.backstay.vault.entry.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// New servers in one account of AWS: made with one credential of the vault, logged in to with another.
public final class AwsServers implements NewServers {
    /// A stand-in on this machine needs no patience.
    private static final Duration PAUSE_HERE = Duration.ofMillis(20);

    private static final Duration LIMIT_HERE = Duration.ofMinutes(5);

    private final Connection connection;
    private final AwsAccount account;
    private final AwsScratch scratch;
    private final AwsWay way;
    private final Waiting waiting;

    AwsServers(Connection connection, AwsAccount account, AwsWay way) throws BackstayException {
        AwsScratch named = account.scratch();
        if (named == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + connection.name() + " names no place for new servers.",
                    "Add it again with --restore-key, --scratch-login, --subnet-group, --security-group and"
                            + " --parameter-group; docs/aws.md shows it."));
        }
        this.connection = connection;
        this.account = account;
        this.scratch = named;
        this.way = way;
        Waiting usual = Waiting.usual(way.clock());
        this.waiting = account.elsewhere() == null
                ? usual
                : new Waiting(PAUSE_HERE, LIMIT_HERE, usual.sleeper(), usual.clock());
    }

    /// How facts that the connection listed name their source.
    public String source() {
        return connection.source();
    }

    @Override
    public ServerPlan plan(String origin, String asset, @Nullable String snapshot, @Nullable Instant moment)
            throws BackstayException {
        return ServerPlan.of(origin, asset, snapshot, moment, scratch.placing());
    }

    @Override
    public ScratchServers.Made make(ServerPlan plan, Progress progress) throws BackstayException, InterruptedException {
        return servers().make(plan, progress);
    }

    @Override
    public boolean remove(String server, Progress progress) throws BackstayException, InterruptedException {
        return servers().remove(scratch.placing().region(), server, progress);
    }

    private ScratchServers servers() throws BackstayException {
        return new ScratchServers(
                way.access(scratch.restorer(), Purpose.RESTORE_TO_SCRATCH), waiting, scratch.backupRole());
    }

    /// The credential names a server of
    /// the same account and region, and goes to no other: all endpoints of RDS there end alike.
    @Override
    public Login login(ScratchServers.Made made) throws BackstayException {
        Login named = way.login(scratch.login());
        if (!domain(named.host()).equals(domain(made.host()))) {
            throw way.refused(
                    scratch.login(),
                    "it belongs to " + named.host() + ", and " + made.host()
                            + " is not in the same account and region");
        }
        if (!named.isLoopback() && named.tls().mode() != Tls.Mode.VERIFY_FULL) {
            throw way.refused(scratch.login(), "a new server is reached over TLS verify-full only");
        }
        return new Login(made.host(), made.port(), named.database(), named.user(), named.password(), named.tls());
    }

    /// What follows the server's own name; an address of this machine has none.
    private String domain(String host) {
        boolean here = account.elsewhere() != null && host.equals("127.0.0.1");
        int dot = host.indexOf('.');
        return here || dot < 0 ? host : host.substring(dot + 1).replaceFirst("^cluster-(ro-|custom-)?", "");
    }
}
