package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.estate.RestoreTest;
import java.util.List;

/// Restore tests: run, listed, and held against what a policy promises.
public interface RestoreTests {
    /// Runs one, from its intent in the journal to its evidence. A test that fails is a result; what could not be
    /// tested at all, such as for want of room, is a failure.
    TestResult run(TestOrder order, Progress progress) throws BackstayException, InterruptedException;

    /// All tests that are known, newest first.
    List<RestoreTest> done() throws BackstayException;

    /// Which kinds a policy promises for which assets, with the last result and what came before.
    List<TestRow> board(String policyId) throws BackstayException;
}
