package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.rollback.RollbackCounts;
import io.backstay.connect.s3.rollback.RollbackProblem;
import io.backstay.connect.s3.rollback.RollbackResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileSentencesTest {
    @Test
    void filesUnderALockAreNamedOneByOneAsFarAsAReportIsReadable() {
        assertEquals(List.of(), FileSentences.held(null));
        assertEquals(List.of("The file f/1 is back. It is under a legal hold."), FileSentences.held(back(1)));
        List<String> many = FileSentences.held(back(23));
        assertEquals(21, many.size());
        assertEquals("and 3 more files that came back under a lock or a legal hold", many.getLast());
    }

    private static RollbackResult back(int held) {
        List<RollbackProblem> each = IntStream.rangeClosed(1, held)
                .mapToObj(number -> new RollbackProblem("f/" + number, "It is under a legal hold."))
                .toList();
        return new RollbackResult(
                new RollbackCounts(held, 0, 0, 0, 0, 0), new ByteSize(0), held, 0, List.of(), List.of(), each);
    }
}
