package io.backstay.act.connection.reach;

import org.jspecify.annotations.Nullable;

/// An empty bucket that a restore of everything copies the files into.
///
/// It has a key of its own: the connection's keys are held to the bucket in use, and a clean environment has accounts
/// of
/// its own.
///
/// @param key    the access key of the vault that writes there, for `restore-to-scratch`; its sealed endpoint says
/// which
///               store that is
/// @param region of that store, absent for the connection's
/// @param owner  the account that must own the bucket, absent where nobody is to be asked
public record NewBucket(
        String name,
        String key,
        @Nullable String region,
        @Nullable String owner) {}
