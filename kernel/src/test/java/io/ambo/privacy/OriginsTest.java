package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final Origins origins = new Origins();
    private final Random random = new Random(11);

    @Test
    void everyCharacterKeepsItsBytes() {
        for (var round = 0; round < 300; round++) {
            origins.clear();
            var put = put(random.nextInt(60));
            for (var at = 0; at < put.size(); at++) {
                assertThat(origins.start(at)).isEqualTo(put.get(at)[0]);
                assertThat(origins.end(at)).isEqualTo(put.get(at)[1]);
            }
        }
    }

    /**
     * Characters of one to six bytes; some have the same bytes as the previous one, some are set again with more bytes.
     */
    private List<int[]> put(int count) {
        var all = new ArrayList<int[]>();
        var start = random.nextInt(5);
        var size = 1;
        for (var i = 0; i < count; i++) {
            size = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : size;
            var end = start + size;
            if (random.nextInt(6) == 0 && !all.isEmpty()) {
                start = all.removeLast()[0];
            }
            origins.put(all.size(), start, end);
            all.add(new int[] {start, end});
            start = random.nextInt(8) == 0 ? start : end + random.nextInt(2) * random.nextInt(9);
        }
        return all;
    }

    @Test
    void oneRowSpeaksForAllThatFollowIt() {
        origins.put(0, 10, 11);
        origins.put(50, 60, 63);

        assertThat(origins.start(49)).isEqualTo(59);
        assertThat(origins.end(49)).isEqualTo(60);
        assertThat(origins.start(52)).isEqualTo(66);
        assertThat(origins.end(52)).isEqualTo(69);
    }
}
