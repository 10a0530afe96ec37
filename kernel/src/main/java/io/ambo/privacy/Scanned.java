package io.ambo.privacy;

import java.util.List;

/**
 * What a scan has found in each passage, before overlaps were resolved: names are added to it without searching again.
 *
 * @param candidates one list for each passage
 */
record Scanned(List<Passage> passages, List<List<Candidate>> candidates, TextProfile profile) {}
