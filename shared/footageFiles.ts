/** Endings offered by the import dialog. What a file really is, its bytes decide. */
export const FOOTAGE_EXTENSIONS = [
  'mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mts', 'm2ts', 'ts', '3gp', 'flv',
  'wav', 'mp3', 'm4a', 'flac', 'ogg', 'oga', 'opus', 'aac',
] as const;
