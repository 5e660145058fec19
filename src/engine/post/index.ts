export { post, type Posted, type PostOptions } from './post.ts';
