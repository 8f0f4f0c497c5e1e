package org.glmm.headless.workflow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs and unpacks workflow folders (.knwf, .zip). */
public final class WorkflowArchive {

    private WorkflowArchive() {
    }

    /**
     * @param archive the archive
     * @return a new temporary folder with its content
     * @throws IOException if the archive cannot be read
     */
    public static Path unpack(final Path archive) throws IOException {
        final var folder = Files.createTempDirectory("workflow");
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive entry " + entry.getName() + " lies outside of the archive.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        return folder;
    }

    /**
     * Packs a folder, with the folder itself as top entry. The archive is replaced only when it is complete.
     *
     * @param folder the folder
     * @param archive the archive to write
     * @throws IOException if the archive cannot be written
     */
    public static void pack(final Path folder, final Path archive) throws IOException {
        final var directory = archive.toAbsolutePath().getParent();
        final var unfinished = Files.createTempFile(directory, "workflow", ".tmp");
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
            for (var file : files(folder)) {
                final var name = folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Copies a folder with everything below it.
     *
     * @param source the folder
     * @param target the copy; files that exist there are replaced
     * @throws IOException if a file cannot be read or written
     */
    public static void copy(final Path source, final Path target) throws IOException {
        Files.createDirectories(target);
        for (var file : files(source)) {
            final var copy = target.resolve(source.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Deletes a folder with everything below it.
     *
     * @param folder the folder; nothing is done if it does not exist
     * @throws IOException if a file cannot be deleted
     */
    public static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> files(final Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).filter(path -> !path.endsWith(".knimeLock")).sorted().toList();
        }
    }
}
