package io.backstay.lab;

import io.backstay.seal.SecretSource;

/// The passwords of the three roles that log in; the server only ever sees their verifiers.
///
/// @param app    of `practice_app`, the product itself
/// @param reader of `backstay_reader`
/// @param prover of `backstay_prover`
public record PracticePasswords(SecretSource app, SecretSource reader, SecretSource prover) {}
