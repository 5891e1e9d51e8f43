package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import org.jspecify.annotations.Nullable;

/// Takes away servers that were made as scratch, and nothing else: what has the name is described right before, and
/// its tags must say that Backstay made it, by a plan whose hash gives this very name. No other class removes a
/// server, which a test over the class files holds.
final class ScratchRemoval {
    private final RdsServers rds;
    private final @Nullable RestoreJobs jobs;
    private final Waiting waiting;

    /// @param jobs absent where AWS Backup makes no servers
    ScratchRemoval(RdsServers rds, @Nullable RestoreJobs jobs, Waiting waiting) {
        this.rds = rds;
        this.jobs = jobs;
        this.waiting = waiting;
    }

    /// Removes an instance or a cluster with its instance.
    ///
    /// @return whether there was one
    boolean remove(String name, Progress progress) throws BackstayException, InterruptedException {
        if (!ScratchName.isOne(name)) {
            throw refused(name, "it is not called as Backstay calls what it makes");
        }
        if (jobs != null) {
            takeOn(name, jobs, progress);
        }
        Found cluster = rds.cluster(name);
        if (cluster != null) {
            removeCluster(cluster, progress);
            return true;
        }
        Found instance = rds.instance(name);
        if (instance == null) {
            return false;
        }
        if (instance.cluster() != null) {
            throw refused(name, "it is in the cluster " + instance.cluster());
        }
        removeInstance(name, verified(name, instance), true, progress);
        return true;
    }

    /// A job of AWS Backup sets no tags, and may have been left before somebody did. What a job
    /// with our role says that it made under one of our names is ours; one that is under way is waited for, because
    /// a server would come after this.
    private void takeOn(String name, RestoreJobs made, Progress progress)
            throws BackstayException, InterruptedException {
        Found found = rds.cluster(name);
        if (found == null) {
            found = rds.instance(name);
        }
        if (found != null && ScratchName.in(found.tags()) != null) {
            return;
        }
        RestoreJob maker = made.maker(name);
        if (maker == null) {
            return;
        }
        RestoreJob ended = made.ended(
                maker.id(), "Waiting for the restore job " + maker.id() + ", which makes it", waiting, progress);
        Found now = rds.cluster(name);
        if (now == null) {
            now = rds.instance(name);
        }
        if (now != null && now.arn().equals(ended.created()) && made.isOurs(ended)) {
            rds.tag(now.arn(), ScratchName.named(name).tags());
        }
    }

    private void removeCluster(Found cluster, Progress progress) throws BackstayException, InterruptedException {
        ScratchName name = verified(cluster.name(), cluster);
        for (String each : cluster.members()) {
            if (!each.equals(name.member())) {
                throw refused(cluster.name(), "the instance " + each + " in it is not Backstay's");
            }
        }
        if (cluster.members().contains(name.member())) {
            Found member = rds.instance(name.member());
            if (member != null) {
                requireSame(name, verified(name.member(), member), name.member());
                removeInstance(name.member(), name, false, progress);
            }
        }
        Found now = rds.cluster(cluster.name());
        if (now == null) {
            return;
        }
        requireSame(name, verified(cluster.name(), now), cluster.name());
        gone(now, () -> rds.removeCluster(cluster.name()), () -> rds.cluster(cluster.name()), progress);
    }

    private void removeInstance(String server, ScratchName name, boolean alone, Progress progress)
            throws BackstayException, InterruptedException {
        Found now = rds.instance(server);
        if (now == null) {
            return;
        }
        requireSame(name, verified(server, now), server);
        gone(now, () -> rds.removeInstance(server, alone), () -> rds.instance(server), progress);
    }

    /// A call that removes.
    @FunctionalInterface
    private interface Call {
        void send() throws BackstayException, InterruptedException;
    }

    /// Whatever stops the call, what is there afterwards decides: its answer may have been lost, and asked a second
    /// time RDS refuses what it is removing already.
    private void gone(Found now, Call call, Waiting.Look<Found> look, Progress progress)
            throws BackstayException, InterruptedException {
        if (ServerState.of(now.state()) != ServerState.GONE) {
            try {
                call.send();
            } catch (BackstayException e) {
                Found after = look.found();
                if (after != null && ServerState.of(after.state()) != ServerState.GONE) {
                    throw e;
                }
            }
        }
        waiting.until("Removing " + now.name(), look, found -> found == null, progress);
    }

    /// Whose it is, when it is ours beyond doubt.
    private static ScratchName verified(String server, Found found) throws BackstayException {
        @Nullable ScratchName name = ScratchName.in(found.tags());
        if (name == null) {
            throw refused(server, "its tags do not say that Backstay made it");
        }
        boolean named = server.equals(name.server()) || server.equals(name.member());
        if (!named || !found.name().equals(server) || !found.arn().endsWith(":" + server)) {
            throw refused(server, "its tags speak of another plan");
        }
        if (found.isProtected()) {
            throw refused(server, "somebody protected it from being removed");
        }
        return name;
    }

    private static void requireSame(ScratchName one, ScratchName other, String server) throws BackstayException {
        if (!one.equals(other)) {
            throw refused(server, "its tags speak of another plan");
        }
    }

    private static BackstayException refused(String name, String why) {
        return new BackstayException(new Failure.Refused(
                "Backstay",
                name + " is not removed, because " + why,
                "Look at it in the RDS console, and remove it there if it is to go."));
    }
}
