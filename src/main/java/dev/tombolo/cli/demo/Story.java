package dev.tombolo.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays chapters one after another, each on a lab that is set as it wants. */
public final class Story {
  /** Starts labs. */
  @FunctionalInterface
  public interface Labs {
    /** Starts one with these settings. */
    World open(List<String> settings) throws Exception;
  }

  private final List<Chapter> chapters;
  private final Labs labs;

  /** A story of some chapters. */
  public Story(List<Chapter> chapters, Labs labs) {
    this.chapters = List.copyOf(chapters);
    this.labs = labs;
  }

  /** The seed's story. */
  public static List<Chapter> chapters() {
    return List.of(
        new ManagingAccounts(),
        new AccidentalDelete(),
        new AdministratorRestore(),
        new UnsynchronizedDelete(),
        new OrphanedUser(),
        new OutOfScope(),
        new PasswordWriteback(),
        new ThirtyDays(),
        new NoRecycleBin());
  }

  /**
   * Plays it.
   *
   * @param only the numbers of the chapters to play, from 1; empty for all
   * @param listener told of each chapter when it has ended
   */
  public List<PlayedChapter> play(Set<Integer> only, Consumer<PlayedChapter> listener) {
    List<PlayedChapter> played = new ArrayList<>();
    @Nullable World world = null;
    List<String> settings = List.of();
    try {
      for (int number = 1; number <= chapters.size(); number++) {
        if (!only.isEmpty() && !only.contains(number)) {
          continue;
        }
        Chapter chapter = chapters.get(number - 1);
        if (world != null && !settings.equals(chapter.settings())) {
          world.close();
          world = null;
        }
        settings = chapter.settings();
        List<Step> steps = new ArrayList<>();
        try {
          if (world == null) {
            world = labs.open(settings);
          }
          play(chapter, world, steps);
        } catch (Exception e) {
          // Whatever it is, the reader wants to see it in its place, and how the rest goes.
          steps.add(new Step("The rest of the chapter", "it can be played", Stage.words(e), false));
        }
        PlayedChapter done = new PlayedChapter(number, chapter.title(), steps);
        played.add(done);
        listener.accept(done);
      }
    } finally {
      if (world != null) {
        world.close();
      }
    }
    return played;
  }

  private static void play(Chapter chapter, World world, List<Step> steps) throws Exception {
    try (Stage stage = new Stage(world, steps)) {
      chapter.play(stage);
    }
  }
}
